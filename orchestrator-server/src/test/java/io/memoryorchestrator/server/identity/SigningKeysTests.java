package io.memoryorchestrator.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.memoryorchestrator.server.testing.TurnedClock;
import io.memoryorchestrator.tck.Callers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SigningKeysTests {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TurnedClock clock = new TurnedClock(Instant.parse("2026-11-02T08:00:00Z"));
    private final AtomicInteger reads = new AtomicInteger();
    private volatile String published = set("one");
    private final SigningKeys keys = new SigningKeys(this::read, clock);

    @Test
    void areReadOnceForAsLongAsTheyAreFresh() {
        IntStream.range(0, 1000).forEach(each -> assertThat(keys.find("one")).isNotNull());
        clock.turn(SigningKeys.LONGEST_USE.minusMillis(1));
        assertThat(keys.find("one")).isNotNull();

        assertThat(reads).hasValue(1);
    }

    @Test
    void areReadAgainAfterTenMinutes() {
        keys.find("one");
        published = set("two");
        clock.turn(SigningKeys.LONGEST_USE);

        assertThat(keys.find("one")).as("withdrawn").isNull();
        assertThat(keys.find("two")).isNotNull();
        assertThat(reads).hasValue(2);
    }

    @Test
    void aNewKeyIsFoundAsSoonAsATokenNamesIt() {
        keys.find("one");
        published = set("one", "two");
        clock.turn(SigningKeys.SHORTEST_PAUSE);

        assertThat(keys.find("two")).isNotNull();
    }

    @Test
    void aFloodOfUnknownKeysReadsOnceInThirtySeconds() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 1000).forEach(each -> threads.submit(() -> keys.find("'; drop table keys; --" + each)));
        }
        assertThat(reads).hasValue(1);

        clock.turn(SigningKeys.SHORTEST_PAUSE.minusMillis(1));
        assertThat(keys.find("../../etc/passwd")).isNull();
        assertThat(reads).hasValue(1);

        clock.turn(Duration.ofMillis(1));
        IntStream.range(0, 1000)
                .forEach(each -> assertThat(keys.find("unknown" + each)).isNull());
        assertThat(reads).hasValue(2);
    }

    @Test
    void whoeverComesWhileTheyAreReadForTheFirstTimeWaitsForThem() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        SigningKeys slow = new SigningKeys(
                () -> {
                    answer.await();
                    return read();
                },
                clock);
        Callers<JWK> callers = Callers.of(32, () -> slow.find("one"));
        boolean allAsked = callers.awaitRest(PATIENCE);
        answer.countDown();

        assertThat(allAsked).isTrue();
        assertThat(callers.answers(PATIENCE)).doesNotContainNull();
        assertThat(reads).hasValue(1);
    }

    @Test
    void theLastGoodOnesStayWhileTheyCannotBeRead() {
        keys.find("one");
        for (String broken : new String[] {"", "<html>", "{\"keys\": 3}"}) {
            published = broken;
            clock.turn(SigningKeys.LONGEST_USE.plusSeconds(1));
            assertThat(keys.find("one")).as(broken).isNotNull();
        }
        published = set("two");
        clock.turn(SigningKeys.SHORTEST_PAUSE);

        assertThat(keys.find("two")).isNotNull();
        assertThat(keys.find("one")).isNull();
    }

    private String read() throws IOException {
        reads.incrementAndGet();
        if (published.isEmpty()) {
            throw new IOException("connection refused");
        }
        return published;
    }

    private static String set(String... ids) {
        return new JWKSet(Stream.of(ids).map(SigningKeysTests::key).toList()).toString(true);
    }

    private static JWK key(String id) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
        } catch (JOSEException failed) {
            throw new AssertionError(failed);
        }
    }
}
