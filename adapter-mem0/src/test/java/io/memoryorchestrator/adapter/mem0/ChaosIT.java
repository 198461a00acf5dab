package io.memoryorchestrator.adapter.mem0;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.adapter.mem0.Mem0Settings.Breaker;
import io.memoryorchestrator.adapter.mem0.Mem0Settings.Flavour;
import io.memoryorchestrator.adapter.mem0.Mem0Settings.Limits;
import io.memoryorchestrator.adapter.mem0.Mem0Settings.Retries;
import io.memoryorchestrator.adapter.mem0.Mem0Settings.Timeouts;
import io.memoryorchestrator.adapter.mem0.scripted.Fault;
import io.memoryorchestrator.adapter.mem0.scripted.FaultScript;
import io.memoryorchestrator.adapter.mem0.scripted.ScriptedMem0;
import io.memoryorchestrator.adapter.mem0.scripted.StoredMemory;
import io.memoryorchestrator.api.canonical.DeliveryLedger.Delivery;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Many turns to a Mem0 that fails in every way at random, with a process that begins anew every now and then: each turn
 * is accepted exactly once by the end. Two thousand turns in the usual build, ten thousand with
 * {@code -Dchaos.users=250}. The seed is printed; {@code -Dchaos.seed} repeats its faults.
 */
@Timeout(600)
class ChaosIT {
    private static final int USERS = Integer.getInteger("chaos.users", 50);
    private static final int TURNS_PER_USER = 40;
    private static final int BATCH = 20;
    private static final int WORKERS = 32;
    private static final int BATCHES_UNTIL_RESTART = 20;
    private static final double SHARE_OF_FAULTS = 0.08;

    private static final List<Fault> FAULTS = Fault.passing();

    @ParameterizedTest
    @EnumSource(Flavour.class)
    void everyTurnArrivesOnce(Flavour flavour) throws Exception {
        long seed = Long.getLong("chaos.seed", System.nanoTime());
        System.out.println("chaos seed " + seed + " " + flavour);
        long start = System.nanoTime();
        try (ScriptedMem0 mem0 = ScriptedMem0.start();
                var processes = new Processes(settings(flavour, mem0))) {
            mem0.pollsUntilDone(1).script(FaultScript.random(seed, SHARE_OF_FAULTS, FAULTS));
            var driver = new DeliveryDriver(processes::current);

            deliver(driver, processes);

            long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
            System.out.printf(
                    "chaos %s: %d turns in %d s, %d faults played, %d calls given up and repeated later, %d restarts%n",
                    flavour,
                    USERS * TURNS_PER_USER,
                    seconds,
                    FAULTS.stream().mapToLong(mem0::played).sum(),
                    driver.failedCalls(),
                    processes.restarts());
            assertThat(FAULTS)
                    .allSatisfy(fault ->
                            assertThat(mem0.played(fault)).as("%s", fault).isPositive());
            assertThat(driver.ledger().values())
                    .hasSize(USERS * TURNS_PER_USER)
                    .extracting(Delivery::state)
                    .containsOnly(Delivery.State.DELIVERED);
            assertThat(mem0.addsByTurn().values().stream().filter(adds -> adds != 1))
                    .as("turns accepted more than once, seed %d", seed)
                    .isEmpty();
            assertThat(mem0.memories()).hasSize(USERS * TURNS_PER_USER).allSatisfy(ChaosIT::hasItsOwner);
        }
    }

    private static void deliver(DeliveryDriver driver, Processes processes) throws Exception {
        try (ExecutorService workers =
                Executors.newFixedThreadPool(WORKERS, Thread.ofVirtual().factory())) {
            List<Future<?>> users = new ArrayList<>();
            for (int user = 0; user < USERS; user++) {
                List<Turn> turns = Turns.some(SessionRef.of("t" + user % 3, "u" + user, "s"), TURNS_PER_USER);
                users.add(workers.submit(() -> {
                    for (int from = 0; from < turns.size(); from += BATCH) {
                        driver.deliver(turns.subList(from, from + BATCH));
                        processes.batchDone();
                    }
                }));
            }
            for (Future<?> user : users) {
                user.get();
            }
        }
    }

    private static void hasItsOwner(StoredMemory memory) {
        assertThat(memory.userId()).startsWith(memory.field("tenant_id") + ":u");
    }

    private static Mem0Settings settings(Flavour flavour, ScriptedMem0 mem0) {
        return TestSettings.of(flavour, mem0.retryAfterSeconds(1).url())
                .withTimeouts(new Timeouts(
                        TestSettings.ms(2_000),
                        TestSettings.ms(1_500),
                        TestSettings.ms(1_500),
                        TestSettings.ms(1_500),
                        TestSettings.ms(3_000)))
                .withRetries(new Retries(
                        3, TestSettings.ms(10), TestSettings.ms(100), TestSettings.ms(20), TestSettings.ms(300)))
                .withBreaker(new Breaker(20, 50, Duration.ofMillis(100)))
                .withLimits(new Limits(100_000, WORKERS, WORKERS, 4 << 20));
    }

    /** Adapters one after another, as if the process had been started again: what it knew is gone, the ledger stays. */
    private static final class Processes implements AutoCloseable {
        private final Mem0Settings settings;
        private final AtomicInteger batches = new AtomicInteger();
        private final Queue<Mem0Adapter> all = new ConcurrentLinkedQueue<>();
        private volatile Mem0Adapter current;

        Processes(Mem0Settings settings) {
            this.settings = settings;
            this.current = next();
        }

        private Mem0Adapter next() {
            var adapter = new Mem0Adapter(settings, Clock.systemUTC());
            all.add(adapter);
            return adapter;
        }

        Mem0Adapter current() {
            return current;
        }

        void batchDone() {
            if (batches.incrementAndGet() % BATCHES_UNTIL_RESTART == 0) {
                current = next();
            }
        }

        int restarts() {
            return all.size() - 1;
        }

        @Override
        public void close() {
            all.forEach(Mem0Adapter::close);
        }
    }
}
