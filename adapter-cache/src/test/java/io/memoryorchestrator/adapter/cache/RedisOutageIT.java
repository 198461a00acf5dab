package io.memoryorchestrator.adapter.cache;

import static io.memoryorchestrator.adapter.cache.Conversation.SESSION;
import static io.memoryorchestrator.adapter.cache.Conversation.turn;
import static io.memoryorchestrator.adapter.cache.Conversation.turns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.spi.AdapterHealth;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.local.process.Command;
import io.memoryorchestrator.local.process.Folders;
import io.memoryorchestrator.local.process.Waiting;
import io.memoryorchestrator.tck.backend.SilentServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Without Redis everything works, slower. */
@Timeout(60)
class RedisOutageIT {
    private final Source source = new Source().with(turns(1, 3));

    @Test
    void aRedisThatIsKilledIsAMissAndSaysSoInItsHealth() {
        try (RedisServer redis = RedisServer.start();
                CacheAdapter cache = RedisServer.cacheAt(redis.url())) {
            cache.readThrough(SESSION, 5, source);
            redis.kill();

            assertThat(cache.readThrough(SESSION, 5, source)).isEqualTo(turns(1, 3));
            assertThat(cache.known(SESSION, 5)).isEmpty();
            assertThat(cache.recent(SESSION, 5)).isEmpty();
            assertThat(cache.check().state()).isEqualTo(AdapterHealth.State.DEGRADED);
            assertThat(cache.check().detail()).contains("read from the store").doesNotContain(RedisServer.PASSWORD);
            assertUnavailable(() -> cache.store(List.of(turn(4))));
            assertUnavailable(() -> cache.forget(new ForgetScope.OfUser(SESSION.user())));
            assertUnavailable(() -> cache.invalidate(SESSION));
        }
    }

    @Test
    void aMuteRedisCostsOneTimeOutAndThenNothing() throws Exception {
        try (SilentServer mute = SilentServer.start();
                CacheAdapter cache = RedisServer.cacheAt(
                        "redis://127.0.0.1:" + mute.address().getPort());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long began = System.nanoTime();
            List<Future<Integer>> readers = IntStream.range(0, 200)
                    .mapToObj(i -> threads.submit(
                            () -> cache.readThrough(SESSION, 5, source).size()))
                    .toList();
            for (Future<Integer> reader : readers) {
                assertThat(reader.get()).isEqualTo(3);
            }

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
            assertThat(mute.strangers(Duration.ofSeconds(20)))
                    .as("who waited for it")
                    .isEqualTo(1);
        }
    }

    @Test
    void afterRedisCameBackTheCacheWorksAgain() {
        try (RedisServer redis = RedisServer.start();
                CacheAdapter cache = RedisServer.cacheAt(redis.url())) {
            cache.readThrough(SESSION, 5, source);
            redis.kill();
            cache.readThrough(SESSION, 5, source);
            redis.startAgain();

            assertThat(Waiting.until(
                            () -> {
                                cache.readThrough(SESSION, 5, source);
                                return cache.known(SESSION, 5).isPresent();
                            },
                            Duration.ofSeconds(10)))
                    .isTrue();
            assertThat(cache.check().state()).isEqualTo(AdapterHealth.State.UP);
        }
    }

    /** What a Redis had saved before it was killed may lack what it was told last. */
    @Test
    void whatARestartedRedisHadSavedIsNotBelieved() {
        try (RedisServer redis = RedisServer.start();
                CacheAdapter cache = RedisServer.cacheAt(redis.url())) {
            cache.readThrough(SESSION, 5, source);
            redis.ask(commands -> commands.save());
            cache.store(List.of(turn(4)));
            redis.kill();
            redis.startAgain();
            List<String> saved = redis.ask(commands -> commands.keys("*:tail:*"));
            assertThat(saved).isNotEmpty();

            assertThat(Waiting.until(() -> cache.check().state() == AdapterHealth.State.UP, Duration.ofSeconds(10)))
                    .isTrue();
            assertThat(cache.known(SESSION, 5)).isEmpty();
        }
    }

    @Test
    void aWrongPasswordIsDegradedAndAMiss() {
        try (RedisServer redis = RedisServer.start();
                CacheAdapter cache = RedisServer.cacheAt("redis://default:wr0ng-one@127.0.0.1:" + redis.port())) {
            assertThat(cache.check().state()).isEqualTo(AdapterHealth.State.DEGRADED);
            assertThat(cache.check().detail()).contains("WRONGPASS").doesNotContain("wr0ng-one");
            assertThat(cache.readThrough(SESSION, 5, source)).isEqualTo(turns(1, 3));
        }
    }

    @Test
    void aRedisThatIsFullKeepsNothingAndBreaksNothing() {
        try (RedisServer redis = RedisServer.start("--maxmemory", "1", "--maxmemory-policy", "noeviction");
                CacheAdapter cache = RedisServer.cacheAt(redis.url())) {
            assertThat(cache.readThrough(SESSION, 5, source)).isEqualTo(turns(1, 3));
            assertThat(cache.known(SESSION, 5)).isEmpty();
        }
    }

    @Test
    void tlsIsSpokenAndCertificatesAreVerified() throws Exception {
        try (TemporaryCertificate certificate = TemporaryCertificate.make();
                RedisServer redis = RedisServer.start(
                        "--port",
                        "0",
                        "--tls-port",
                        "%PORT%",
                        "--tls-cert-file",
                        certificate.certificate().toString(),
                        "--tls-key-file",
                        certificate.key().toString(),
                        "--tls-auth-clients",
                        "no")) {
            String url = "rediss://default:" + RedisServer.PASSWORD + "@localhost:" + redis.port();
            try (CacheAdapter cache = RedisServer.cacheAt(url)) {
                assertThat(cache.check().state()).isEqualTo(AdapterHealth.State.DEGRADED);
                assertThat(cache.check().detail()).containsIgnoringCase("certif");
            }
            try (CacheAdapter cache = RedisServer.cacheAt(url + "?verifyPeer=NONE")) {
                cache.readThrough(SESSION, 5, source);
                assertThat(cache.known(SESSION, 5)).contains(turns(1, 3));
            }
        }
    }

    private static void assertUnavailable(Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        AdapterException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE));
    }

    /** Signed by itself, so that nobody has a reason to trust it. */
    private record TemporaryCertificate(Path folder) implements AutoCloseable {
        static TemporaryCertificate make() throws IOException {
            TemporaryCertificate made = new TemporaryCertificate(Files.createTempDirectory("memory-orchestrator-tls-"));
            Command.of(
                            "openssl",
                            "req",
                            "-x509",
                            "-newkey",
                            "rsa:2048",
                            "-nodes",
                            "-days",
                            "1",
                            "-subj",
                            "/CN=localhost",
                            "-keyout",
                            made.key().toString(),
                            "-out",
                            made.certificate().toString())
                    .run("make a certificate");
            return made;
        }

        Path key() {
            return folder.resolve("key.pem");
        }

        Path certificate() {
            return folder.resolve("certificate.pem");
        }

        @Override
        public void close() {
            Folders.delete(folder);
        }
    }
}
