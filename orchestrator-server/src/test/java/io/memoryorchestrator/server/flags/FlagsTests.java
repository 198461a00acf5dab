package io.memoryorchestrator.server.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.ProviderState;
import io.memoryorchestrator.api.canonical.FlagLedger;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.adapters.LastFailures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FlagsTests {
    private static final String MEM0 = "mem0";
    private static final UserRef ADA = new UserRef("acme", "ada");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-05-04T12:00:00Z"), ZoneOffset.UTC);

    private final KnownFlags ledger = new KnownFlags();
    private final LastFailures failures = new LastFailures(CLOCK);
    private final LedgerSource source = new LedgerSource(() -> ledger, "store", failures, CLOCK);
    private final OpenFeatureAPI api = OpenFeatureAPI.createIsolated();
    private final Flags flags = flags(Map.of(MEM0, true, "cache", false, "store", true));

    private Flags flags(Map<String, Boolean> configured) {
        api.setProviderAndWait(source.provider());
        return new Flags(api.getClient(), configured);
    }

    @AfterEach
    void shutDown() {
        api.shutdown();
    }

    @Test
    void whatIsConfiguredCountsUntilTheFlagIsSet() {
        source.load();
        assertThat(flags.decide(MEM0, ADA)).isEqualTo(new FlagDecision(MEM0, true, "on", "DEFAULT", "0", "0"));
        assertThat(flags.decide("cache", ADA)).isEqualTo(new FlagDecision("cache", false, "off", "DEFAULT", "0", "0"));

        ledger.set(MEM0, FlagLedger.EVERY_TENANT, false, 100);
        source.refresh();
        assertThat(flags.decide(MEM0, ADA)).isEqualTo(new FlagDecision(MEM0, false, "off", "STATIC", "1", "1"));
    }

    @Test
    void aTenantsOwnRuleComesBeforeTheCommonOne() {
        ledger.set(MEM0, FlagLedger.EVERY_TENANT, false, 100);
        ledger.set(MEM0, "acme", true, 100);
        source.load();

        assertThat(flags.decide(MEM0, ADA)).isEqualTo(new FlagDecision(MEM0, true, "on", "TARGETING_MATCH", "2", "2"));
        assertThat(flags.decide(MEM0, new UserRef("other", "ada")).enabled()).isFalse();
    }

    @Test
    void askedForNobodyAFlagIsOnWhenItIsForSomebody() {
        ledger.set(MEM0, FlagLedger.EVERY_TENANT, false, 100);
        source.load();
        assertThat(flags.anybody(MEM0).enabled()).isFalse();

        ledger.set(MEM0, "acme", true, 1);
        source.refresh();
        assertThat(flags.anybody(MEM0).enabled()).isTrue();

        ledger.set(MEM0, "acme", true, 0);
        source.refresh();
        assertThat(flags.anybody(MEM0).enabled()).isFalse();
    }

    @Test
    void aPercentageTakesThatShareOfTheUsersAndAGreaterOneOnlyAdds() {
        List<UserRef> users = IntStream.range(0, 10_000)
                .mapToObj(i -> new UserRef("acme", "user-" + i))
                .toList();
        List<UserRef> before = List.of();
        for (int percentage : new int[] {0, 1, 10, 50, 99, 100}) {
            ledger.set(MEM0, FlagLedger.EVERY_TENANT, true, percentage);
            source.refresh();
            List<UserRef> in = users.stream()
                    .filter(user -> flags.decide(MEM0, user).enabled())
                    .toList();
            assertThat(in.size() / 100.0).isBetween(percentage - 1.5, percentage + 1.5);
            assertThat(in).containsAll(before);
            before = in;
        }
    }

    @Test
    void twoFlagsDoNotChooseTheSameUsers() {
        ledger.set(MEM0, FlagLedger.EVERY_TENANT, true, 50);
        ledger.set("cache", FlagLedger.EVERY_TENANT, true, 50);
        source.load();
        long both = IntStream.range(0, 4_000)
                .mapToObj(i -> new UserRef("acme", "user-" + i))
                .filter(user -> flags.decide(MEM0, user).enabled()
                        && flags.decide("cache", user).enabled())
                .count();
        assertThat(both / 4_000.0).isBetween(0.2, 0.3);
    }

    @Test
    void theBucketOfAUserIsTheSameForEver() {
        assertThat(Bucket.targetingKey(ADA))
                .isEqualTo("637d8b41cc90441cd8465a0af41e681bf1129061f3226e645ef00f09a9ffbb62");
        assertThat(IntStream.rangeClosed(0, 100)
                        .filter(percentage -> Bucket.within(MEM0, Bucket.targetingKey(ADA), percentage))
                        .findFirst())
                .hasValue(6);
    }

    @Test
    void aSourceThatIsAwayLeavesTheLastFlagsInForceAndSaysSo() {
        ledger.set(MEM0, FlagLedger.EVERY_TENANT, false, 100);
        source.load();
        ledger.set(MEM0, FlagLedger.EVERY_TENANT, true, 100);
        ledger.away = true;
        source.refresh();
        source.refresh();

        assertThat(flags.decide(MEM0, ADA)).isEqualTo(new FlagDecision(MEM0, false, "off", "STALE", "1", "1"));
        assertThat(source.freshness().staleSince()).isEqualTo(CLOCK.instant());
        assertThat(source.freshness().error()).contains("connection refused");
        assertThat(failures.of("store")).isPresent();

        ledger.away = false;
        source.refresh();
        assertThat(flags.decide(MEM0, ADA)).isEqualTo(new FlagDecision(MEM0, true, "on", "STATIC", "2", "2"));
        assertThat(source.freshness().staleSince()).isNull();
        assertThat(failures.of("store").orElseThrow().recoveredAt()).isEqualTo(CLOCK.instant());
    }

    @Test
    void withoutHavingReadOnceTheProcessDoesNotBegin() {
        ledger.away = true;
        assertThatThrownBy(source::load).isInstanceOf(AdapterException.class);
    }

    @Test
    void theRulesAreReadOnlyWhenThereIsNews() {
        source.load();
        source.refresh();
        source.refresh();
        assertThat(ledger.reads).hasValue(1);

        ledger.set(MEM0, FlagLedger.EVERY_TENANT, false, 100);
        source.refresh();
        source.refresh();
        assertThat(ledger.reads).hasValue(2);
    }

    @Test
    void oneSnapshotNeverMixesTwoStatesOfTheFlags() throws Exception {
        source.load();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            AtomicBoolean enough = new AtomicBoolean();
            Future<?> flipping = threads.submit(() -> {
                for (int i = 0; !enough.get(); i++) {
                    boolean on = i % 2 == 0;
                    // Both in one change of the rules: they are equal in every state of the flags but the odd ones.
                    ledger.set(MEM0, FlagLedger.EVERY_TENANT, on, 100);
                    ledger.set("cache", FlagLedger.EVERY_TENANT, on, 100);
                    source.refresh();
                }
            });
            Set<String> compared = new HashSet<>();
            while (compared.size() < 100 && !flipping.isDone()) {
                FlagSnapshot snapshot = flags.under(ADA);
                if (!snapshot.name().equals("0")) {
                    assertThat(snapshot.on(MEM0)).as(snapshot.name()).isEqualTo(snapshot.on("cache"));
                    compared.add(snapshot.name());
                }
            }
            enough.set(true);
            flipping.get();
            assertThat(compared).hasSize(100);
        }
    }

    @Test
    void aDecisionIsNotNamedAfterAChangeThatCameBehindIt() {
        var provider = new ChangingProvider(MEM0);
        api.setProviderAndWait(provider);
        Flags counted = new Flags(api.getClient(), Map.of(MEM0, false));
        provider.waitingFor(() -> await().atMost(Duration.ofSeconds(20))
                .until(() -> counted.decide("other", ADA).snapshot().equals("change-1")));

        assertThat(counted.decide(MEM0, ADA))
                .returns(true, FlagDecision::enabled)
                .returns("change-1", FlagDecision::snapshot);
    }

    @Test
    void whatComesWithoutANameIsOfTheStateThatItIsNamedAfter() {
        // Whichever of the two is asked first, the other one comes behind the change.
        for (String changing : List.of(MEM0, "cache")) {
            var provider = new ChangingProvider(changing);
            provider.naming(MEM0);
            api.setProviderAndWait(provider);

            FlagSnapshot snapshot = new Flags(api.getClient(), Map.of(MEM0, false, "cache", false)).under(ADA);

            assertThat(snapshot.on(MEM0)).isTrue();
            assertThat(snapshot.on("cache")).isTrue();
            assertThat(snapshot.name()).isEqualTo("2");
        }
    }

    @Test
    void anUnknownFlagIsOff() {
        source.load();
        assertThat(flags.under(ADA).on("nobody")).isFalse();
        assertThat(flags.under(ADA).on(MEM0)).isTrue();
    }

    @Test
    void openFeatureIsReadyOnceTheProviderIsSet() {
        assertThat(api.getClient().getProviderState()).isEqualTo(ProviderState.READY);
    }
}
