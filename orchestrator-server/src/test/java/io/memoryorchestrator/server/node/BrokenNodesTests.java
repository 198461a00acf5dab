package io.memoryorchestrator.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.node.NodeDraft;
import io.memoryorchestrator.api.node.NodeEntry;
import io.memoryorchestrator.api.node.NodeHit;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.api.node.NodeMatch;
import io.memoryorchestrator.api.node.NodeOutcome;
import io.memoryorchestrator.api.node.NodeQuery;
import io.memoryorchestrator.api.node.NodeRef;
import io.memoryorchestrator.api.node.NodeStore;
import io.memoryorchestrator.tck.node.AllNodeContracts;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** The contracts under test: a store with one thing wrong fails where it is wrong. */
class BrokenNodesTests {

    static Stream<Arguments> broken() {
        return Stream.of(
                Arguments.of("forgets nothing", new ForgetsNothing(), "whatIsExportedCanBeRestoredToTheSameState"),
                Arguments.of("loses metadata", new LosesMetadata(), "aValueComesBackAsItWasWritten"),
                Arguments.of(
                        "keeps what has expired", new NeverExpires(), "whatHasExpiredIsGoneForReadersAndItsKeyIsFree"),
                Arguments.of("mixes tenants", new MixesTenants(), "theSameIdOfAnotherUserIsAnotherNode"),
                Arguments.of("answers in any order", new AnswersBackwards(), "aBufferIsReadInOrderAndItsEndFirst"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void aBrokenStoreFailsAtTheTestMeantForIt(String wrong, NodeStore store, String caughtBy) {
        Adopter.store = store;

        Set<String> failed =
                EngineTestKit.engine("junit-jupiter")
                        .selectors(selectClass(Adopter.class))
                        .execute()
                        .testEvents()
                        .failed()
                        .stream()
                        .map(event -> String.valueOf(
                                event.getTestDescriptor().getSource().orElseThrow()))
                        .collect(Collectors.toSet());

        assertThat(failed).as(wrong).anyMatch(source -> source.contains(caughtBy));
    }

    /** Adopts the contracts for whatever store is broken; found by the test above only. */
    static final class Adopter implements AllNodeContracts {
        private static NodeStore store = new InProcessNodes(Clock.systemUTC(), user -> false);

        @Override
        public NodeStore nodes() {
            return store;
        }

        @Override
        public Duration patience() {
            return Duration.ofMillis(100);
        }
    }

    private static class Whole implements NodeStore {
        final NodeStore store = new InProcessNodes(Clock.systemUTC(), user -> false);

        @Override
        public NodeOutcome put(NodeRef node, NodeDraft draft) {
            return store.put(node, draft);
        }

        @Override
        public Optional<NodeEntry> get(NodeRef node, NodeKind kind, String key, boolean vectors) {
            return store.get(node, kind, key, vectors);
        }

        @Override
        public boolean delete(NodeRef node, NodeKind kind, String key) {
            return store.delete(node, kind, key);
        }

        @Override
        public long clear(NodeRef node, @Nullable NodeKind kind) {
            return store.clear(node, kind);
        }

        @Override
        public List<NodeMatch> query(NodeRef node, NodeQuery query) {
            return store.query(node, query);
        }

        @Override
        public List<NodeHit> find(UserRef user, String query, Set<NodeKind> kinds, int limit) {
            return store.find(user, query, kinds, limit);
        }

        @Override
        public void export(@Nullable UserRef user, Consumer<NodeEntry> reader) {
            store.export(user, reader);
        }

        @Override
        public long restore(Stream<NodeEntry> entries) {
            return store.restore(entries);
        }

        @Override
        public Map<NodeKind, Long> forget(UserRef user) {
            return store.forget(user);
        }

        @Override
        public long sweep(int limit) {
            return store.sweep(limit);
        }
    }

    private static final class ForgetsNothing extends Whole {
        @Override
        public Map<NodeKind, Long> forget(UserRef user) {
            return Map.of();
        }
    }

    private static final class LosesMetadata extends Whole {
        @Override
        public NodeOutcome put(NodeRef node, NodeDraft draft) {
            return store.put(
                    node, new NodeDraft(draft.key(), draft.value(), draft.namespace(), Map.of(), draft.timeToLive()));
        }
    }

    private static final class NeverExpires extends Whole {
        @Override
        public NodeOutcome put(NodeRef node, NodeDraft draft) {
            return store.put(node, draft.livingFor(Duration.ofDays(1)));
        }
    }

    private static final class MixesTenants extends Whole {
        @Override
        public Optional<NodeEntry> get(NodeRef node, NodeKind kind, String key, boolean vectors) {
            String tenant = node.user().tenantId().replaceAll("-other$", "");
            return store.get(new NodeRef(new UserRef(tenant, node.user().userId()), node.nodeId()), kind, key, vectors);
        }
    }

    private static final class AnswersBackwards extends Whole {
        @Override
        public List<NodeMatch> query(NodeRef node, NodeQuery query) {
            return store.query(node, query).reversed();
        }
    }
}
