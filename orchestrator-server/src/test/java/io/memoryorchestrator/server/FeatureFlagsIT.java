package io.memoryorchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.memoryorchestrator.server.testing.Gateway;
import io.memoryorchestrator.server.testing.OwnServer;
import io.memoryorchestrator.server.testing.Rows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** Adapters come and go by flag while the server runs, and nothing is lost by it. Mem0 is configured here and off at start. */
class FeatureFlagsIT {
    private static final int TURNS = 400;
    private static final int FLIPS = 100;
    private static final int SENDERS = 8;

    private static final AcceptingMem0 MEM0 = new AcceptingMem0();
    private static @Nullable OwnServer server;
    private static Gateway gateway = new Gateway(0);
    private static Rows rows = new Rows("postgres://nobody:none@127.0.0.1:1/none");

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        MEM0.start();
        server = OwnServer.start(
                folder,
                List.of(
                        "orchestrator.adapter.mem0.enabled=false",
                        "orchestrator.adapter.mem0.api-key=m0-test",
                        "orchestrator.adapter.mem0.batching.idle=100ms",
                        "orchestrator.adapter.mem0.limits.adds-per-second=2000",
                        "orchestrator.adapter.mem0.allow-private-addresses=true",
                        "orchestrator.adapter.mem0.base-url=" + MEM0.url()));
        gateway = server.gateway();
        rows = server.rows();
    }

    @AfterAll
    static void stop() {
        Objects.requireNonNull(server).close();
        MEM0.close();
    }

    @Test
    void aHundredFlipsUnderLoadLoseNoTurnAndSendNoneUnderTheWrongFlags() throws Exception {
        String decided = "select count(*) from memories.flag_decisions d join memories.turns t using (user_id, turn_id)"
                + " where d.adapter = 'mem0' and t.content like 'Fact f%'";
        List<String> intents = new CopyOnWriteArrayList<>();
        AtomicInteger next = new AtomicInteger();
        AtomicLong met = new AtomicLong();
        int flips = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> senders = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                senders.add(threads.submit(() -> {
                    for (int i = next.getAndIncrement(); i < TURNS; i = next.getAndIncrement()) {
                        int turn = i;
                        // A few ahead of the decisions, so that the turns are spread over the flips.
                        await().atMost(Duration.ofSeconds(60))
                                .pollDelay(Duration.ZERO)
                                .pollInterval(Duration.ofMillis(2))
                                .until(() -> turn < met.get() + TURNS / FLIPS);
                        intents.add(send("load-" + i % 20, "s", i, marker(i)));
                    }
                }));
            }
            for (; met.get() < TURNS; flips++) {
                set("mem0", flips % 2 == 0 ? "\"enabled\":true" : "\"enabled\":false");
                long before = met.get();
                await().atMost(Duration.ofSeconds(60))
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> count(decided) > before);
                met.set(count(decided));
            }
            for (Future<?> sender : senders) {
                sender.get();
            }
        }
        assertThat(flips).isGreaterThanOrEqualTo(FLIPS);
        awaitStored(intents);
        // What Mem0 has taken is looked after while the flag is on.
        set("mem0", "\"enabled\":true");
        await().atMost(Duration.ofSeconds(60)).until(() -> count("""
                        select count(*) from memories.flag_decisions d
                        left join memories.deliveries e using (user_id, turn_id, adapter)
                        where e.state is null or e.state in ('IN_DOUBT', 'PENDING')""") == 0);

        assertThat(intents).hasSize(TURNS);
        assertThat(count("select count(*) from memories.turns where content like 'Fact f%'"))
                .isEqualTo(TURNS);
        assertThat(rows.of("""
                        select d.snapshot || ' ' || d.enabled
                        from memories.flag_decisions d
                        left join lateral (
                            select c.enabled from memories.flag_changes c
                            where c.flag = d.adapter and c.tenant_id = '*' and c.version <= d.snapshot::bigint
                            order by c.version desc
                            limit 1) as said on true
                        where d.enabled <> coalesce(said.enabled, false)"""))
                .as("decisions that are not what the flag said in the snapshot they name")
                .isEmpty();
        List<String> on = markersOf("true");
        List<String> off = markersOf("false");
        assertThat(on).isNotEmpty();
        assertThat(off).isNotEmpty();
        assertThat(markersReceived()).containsExactlyInAnyOrderElementsOf(on);

        JsonNode job = gateway.follow(
                "/v1/intents/session-backfill",
                "{\"scope\":{\"all\":true},\"targets\":[\"mem0\"]}",
                "STORED",
                "ENRICHED");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> gateway.get(
                                "/v1/ops/backfills/" + job.get("intentId").stringValue())
                        .json()
                        .path("state")
                        .asString("")
                        .equals("FINISHED"));
        assertThat(markersReceived())
                .as("after the backfill each turn has reached it once")
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, TURNS)
                        .mapToObj(FeatureFlagsIT::marker)
                        .toList());
    }

    @Test
    void intakeIsPausedAndNeverOff() {
        Gateway.Answer refused = gateway.put("/v1/ops/flags/supabase", "{\"enabled\":false,\"reason\":\"no\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("invalid_field", "cannot be off", "paused");

        set("supabase", "\"paused\":true");
        try {
            String waiting = send("patient", "s", 1, "This one waits in Kafka");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> adapter("supabase").path("lag").path("records").asInt(0) == 1);
            assertThat(adapter("supabase").path("flag").path("paused").booleanValue())
                    .isTrue();
            assertThat(gateway.get("/v1/intents/" + waiting)
                            .json()
                            .get("status")
                            .stringValue())
                    .isEqualTo("ACCEPTED");
            assertThat(gateway.post("/v1/context", "{\"userId\":\"patient\",\"query\":\"What waits?\"}")
                            .status())
                    .isEqualTo(200);

            set("supabase", "\"paused\":false");
            gateway.awaitStatus(waiting, "STORED", "ENRICHED");
        } finally {
            set("supabase", "\"paused\":false");
        }
    }

    @Test
    void whoSwitchesTheCacheOffReadsTheStoreAndFindsItEmptyAfterwards() {
        set("cache", "\"enabled\":true");
        gateway.awaitStatus(send("cached", "c", 1, "The first of three"), "STORED", "ENRICHED");
        assertThat(recent()).contains("The first of three");

        set("cache", "\"enabled\":false");
        gateway.awaitStatus(send("cached", "c", 2, "The second of three"), "STORED", "ENRICHED");
        assertThat(recent()).contains("The second of three");

        set("cache", "\"enabled\":true");
        assertThat(recent()).contains("The first of three", "The second of three");
        gateway.awaitStatus(send("cached", "c", 3, "The third of three"), "STORED", "ENRICHED");
        await().atMost(Duration.ofSeconds(20)).until(() -> recent().contains("The third of three"));
    }

    @Test
    void theHistorySaysWhatChangedWhenAndWhy() {
        JsonNode change = gateway.put(
                        "/v1/ops/flags/mem0",
                        "{\"enabled\":true,\"tenant\":\"acme\",\"percentage\":30,\"reason\":\"try it\"}")
                .json();
        JsonNode newest =
                gateway.get("/v1/ops/flags/history?adapter=mem0&limit=1").json().get(0);
        assertThat(newest).isEqualTo(change);
        assertThat(newest.get("tenant").stringValue()).isEqualTo("acme");
        assertThat(newest.get("percentage").intValue()).isEqualTo(30);
        assertThat(newest.get("reason").stringValue()).isEqualTo("try it");
        assertThat(newest.get("by").stringValue()).isNotBlank();
        assertThat(newest.get("at").stringValue()).isNotBlank();

        assertThat(gateway.put("/v1/ops/flags/mem0", "{\"enabled\":true}").body())
                .contains("reason");
        assertThat(gateway.put("/v1/ops/flags/nobody", "{\"enabled\":true,\"reason\":\"r\"}")
                        .status())
                .isEqualTo(404);
        set("mem0", "\"tenant\":\"acme\",\"enabled\":false");
    }

    @Test
    void anotherProcessObeysWithinTwoSeconds() {
        try (ConfigurableApplicationContext second =
                Objects.requireNonNull(server).another()) {
            Gateway other = OwnServer.gateway(second);
            List<Duration> took = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                String version = set("cache", i % 2 == 0 ? "\"enabled\":false" : "\"enabled\":true")
                        .get("version")
                        .asString();
                long changed = System.nanoTime();
                await().atMost(Duration.ofSeconds(20))
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> other.get("/v1/ops/flags")
                                .json()
                                .get("snapshot")
                                .stringValue()
                                .equals(version));
                took.add(Duration.ofNanos(System.nanoTime() - changed));
            }
            // One of them may meet a pause of the machine.
            took.remove(Collections.max(took));
            assertThat(took).allMatch(each -> each.compareTo(Duration.ofSeconds(2)) < 0);
        }
    }

    private static String send(String user, String session, int seq, String content) {
        Gateway.Answer answer = gateway.post(
                "/v1/intents/turn-committed",
                "{\"userId\":\"" + user + "\",\"sessionId\":\"" + session + "\",\"seq\":" + seq
                        + ",\"role\":\"user\",\"occurredAt\":\"2026-02-03T04:05:06Z\",\"content\":\"" + content
                        + "\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return answer.json().get("intentId").stringValue();
    }

    /** Looks at once: a pause before the first look at each of hundreds is most of what they would take. */
    private static void awaitStored(List<String> intents) {
        for (String intent : intents) {
            await().atMost(Duration.ofSeconds(40))
                    .pollDelay(Duration.ZERO)
                    .until(() -> gateway.get("/v1/intents/" + intent)
                            .json()
                            .path("status")
                            .asString("")
                            .matches("STORED|ENRICHED"));
        }
    }

    private static JsonNode set(String adapter, String what) {
        Gateway.Answer answer = gateway.put("/v1/ops/flags/" + adapter, "{" + what + ",\"reason\":\"a test\"}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    private static JsonNode adapter(String name) {
        for (JsonNode each : gateway.get("/v1/ops/adapters").json()) {
            if (each.path("name").asString("").equals(name)) {
                return each;
            }
        }
        throw new AssertionError("there is no adapter " + name);
    }

    private static String recent() {
        return gateway.post(
                        "/v1/context",
                        "{\"userId\":\"cached\",\"sessionId\":\"c\",\"include\":[\"recent\"],\"deadlineMs\":3000}")
                .json()
                .get("items")
                .toString();
    }

    private static long count(String sql) {
        return Long.parseLong(rows.of(sql).getFirst());
    }

    private static List<String> markersOf(String enabled) {
        return rows.of(
                "select t.content from memories.flag_decisions d join memories.turns t using (user_id, turn_id)"
                        + " where d.adapter = 'mem0' and t.content like 'Fact f%' and d.enabled = ?::boolean",
                enabled);
    }

    private static String marker(int i) {
        return "Fact f%04d: the lighthouse keeper counts the ships that pass".formatted(i);
    }

    private static List<String> markersReceived() {
        List<String> adds = MEM0.adds();
        return IntStream.range(0, TURNS)
                .mapToObj(FeatureFlagsIT::marker)
                .flatMap(marker ->
                        adds.stream().filter(body -> body.contains(marker)).map(body -> marker))
                .toList();
    }
}
