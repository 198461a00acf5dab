package io.memoryorchestrator.server.recall;

import static io.memoryorchestrator.server.recall.Remembered.texts;
import static io.memoryorchestrator.server.recall.Said.ask;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.intent.ContextFetch;
import io.memoryorchestrator.api.intent.ContextPart;
import io.memoryorchestrator.api.intent.FetchedContext;
import io.memoryorchestrator.api.model.TurnFilter;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What recall answers when a part of it is late, down or switched off, and how it says so. */
class RecallDegradationTests {
    private final Remembered ann = new Remembered();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void releaseWhatIsStillWaiting() {
        release.countDown();
    }

    @Test
    void theDeadlineHoldsAlthoughTheStoreHearsNoInterrupt() {
        ann.store.before = this::waitWithoutHearing;
        long began = System.nanoTime();
        FetchedContext context =
                ann.engine().fetch(ask("Lisbon", "a", 5, Set.of(), TurnFilter.NONE, Duration.ofMillis(80)));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        assertThat(context.degraded()).contains("words: deadline", "recent: deadline");
        assertThat(context.items()).isEmpty();
        assertThat(context.block()).isEmpty();
        assertThat(context.timings()).containsKey("total");
    }

    @Test
    void aStoreThatIsDownIsSaidAndNotThrown() {
        ann.store.before = () -> {
            throw new AdapterException("supabase", FailureKind.UNAVAILABLE, "connection refused", null);
        };
        assertThat(ann.engine().fetch(ask("Lisbon")).degraded()).contains("words: unavailable");
    }

    @Test
    void withoutItsVectorsAQuestionIsAnsweredByWords() {
        ann.store.before = () -> {
            if (ann.store.asked.getLast().equals("nearness")) {
                throw new AdapterException("supabase", FailureKind.OVERLOADED, "too many connections", null);
            }
        };
        FetchedContext context = ann.engine().fetch(ask("Where is Lisbon?"));
        assertThat(context.degraded()).containsExactly("vectors: overloaded");
        assertThat(texts(context)).anyMatch(text -> text.contains("Klara"));
    }

    @Test
    void aProviderOfNotesThatFailsIsLeftOut() {
        ann.notes = Optional.of((user, query, limit) -> {
            throw new AdapterException("mem0", FailureKind.UNAVAILABLE, "502", null);
        });
        FetchedContext context = ann.engine().fetch(ask("Lisbon"));
        assertThat(context.degraded()).containsExactly("mem0: unavailable");
        assertThat(context.items()).isNotEmpty();
    }

    @Test
    void aProviderThatIsOffIsMentionedOnlyWhenAskedFor() {
        assertThat(ann.engine().fetch(ask("Lisbon")).degraded()).isEmpty();
        ContextFetch wanting =
                ask("Lisbon", null, 5, Set.of(ContextPart.WORDS, ContextPart.MEM0), TurnFilter.NONE, null);
        assertThat(ann.engine().fetch(wanting).degraded()).containsExactly("mem0: off");
    }

    @Test
    void memoryNodesAreLeftOutWhereAFilterNarrowsTurnsOrTheyFail() {
        ann.nodes = Optional.of((user, query, kinds, limit) -> {
            throw new AdapterException("supabase", FailureKind.UNAVAILABLE, "connection refused", null);
        });
        assertThat(ann.engine().fetch(ask("Lisbon")).degraded()).containsExactly("nodes: unavailable");
        TurnFilter session = new TurnFilter("a", null, null, null, Set.of(), null, null);
        assertThat(ann.engine()
                        .fetch(ask("Lisbon", null, 5, Set.of(), session, null))
                        .degraded())
                .isEmpty();
    }

    private void waitWithoutHearing() {
        boolean waiting = true;
        while (waiting) {
            try {
                release.await();
                waiting = false;
            } catch (InterruptedException ignoredOnPurpose) {
                waiting = release.getCount() > 0;
            }
        }
    }
}
