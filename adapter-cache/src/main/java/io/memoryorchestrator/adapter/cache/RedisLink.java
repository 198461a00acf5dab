package io.memoryorchestrator.adapter.cache;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to Redis: one connection, made at the first need. After a failure reads do not try again for a second, so a Redis
 * that is down costs one time-out and then nothing. Connections are made anew here and not by the client, because what was
 * kept before a Redis restarted may be older than what it was told last.
 */
final class RedisLink {
    static final Duration REST = Duration.ofSeconds(1);

    /** Together with one command it stays under the second that a health check has. */
    private static final Duration CONNECT = Duration.ofMillis(700);

    private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);

    private final CacheSettings.Redis settings;
    private final LongSupplier nanos;
    private final ReentrantLock connecting = new ReentrantLock();
    private @Nullable RedisClient client;
    private @Nullable ClientResources resources;
    private volatile @Nullable Line line;
    private volatile @Nullable Rest resting;
    private volatile boolean closed;

    RedisLink(CacheSettings.Redis settings, LongSupplier nanos) {
        this.settings = settings;
        this.nanos = nanos;
    }

    /** What to do on a connection; the era is new for each start of the server. */
    interface Question<T extends @Nullable Object> {
        T ask(RedisCommands<String, String> redis, String era);
    }

    /** For reads: nothing when Redis cannot answer. */
    <T> Optional<T> tryAsk(Question<@Nullable T> question) {
        boolean connects = line == null;
        if (isResting() || connects && !connecting.tryLock()) {
            return Optional.empty();
        }
        try {
            // Whoever had the lock a moment ago may have waited in vain.
            return isResting() ? Optional.empty() : Optional.ofNullable(ask(question));
        } catch (AdapterException failure) {
            return Optional.empty();
        } finally {
            if (connects) {
                connecting.unlock();
            }
        }
    }

    /** For writes and checks. */
    <T extends @Nullable Object> T ask(Question<T> question) {
        Line used = null;
        try {
            used = line();
            T answer = question.ask(used.redis(), used.era());
            if (resting != null) {
                resting = null;
                LOG.info("Redis at {} answers again", settings.place());
            }
            return answer;
        } catch (RedisException failure) {
            AdapterException told = RedisFailures.of(settings.place(), failure);
            if (RedisFailures.breaksTheLine(failure)) {
                rest(used, told);
            }
            throw told;
        }
    }

    /** For writes: fails at once while Redis rests. */
    <T extends @Nullable Object> T askUnlessResting(Question<T> question) {
        Rest rest = resting;
        if (rest != null && isResting()) {
            throw new AdapterException(
                    CacheAdapter.NAME,
                    FailureKind.UNAVAILABLE,
                    "Redis at " + settings.place() + " did not answer a moment ago",
                    Duration.ofNanos(Math.max(1, rest.until() - nanos.getAsLong())),
                    null);
        }
        return ask(question);
    }

    private boolean isResting() {
        Rest rest = resting;
        return rest != null && nanos.getAsLong() - rest.until() < 0;
    }

    /** Says once for each outage what is wrong; reads go on without a word. */
    private void rest(@Nullable Line broken, AdapterException why) {
        if (resting == null) {
            LOG.warn("Sessions are read from the store until Redis is back: {}", why.getMessage());
        }
        resting = new Rest(nanos.getAsLong() + REST.toNanos());
        connecting.lock();
        try {
            if (broken != null && line == broken) {
                line = null;
                broken.connection().closeAsync();
            }
        } finally {
            connecting.unlock();
        }
    }

    private Line line() {
        Line open = line;
        if (open != null) {
            return open;
        }
        connecting.lock();
        try {
            open = line;
            if (open == null) {
                open = connect();
                line = open;
            }
            return open;
        } finally {
            connecting.unlock();
        }
    }

    private Line connect() {
        if (closed) {
            throw new AdapterException(CacheAdapter.NAME, FailureKind.UNAVAILABLE, "The cache is closed", null);
        }
        StatefulRedisConnection<String, String> connection = client().connect();
        try {
            connection.setTimeout(settings.timeout());
            return new Line(
                    connection, connection.sync(), eraOf(connection.sync().info("server")));
        } catch (RedisException failure) {
            connection.closeAsync();
            throw failure;
        }
    }

    /** Servers that do not tell a run id are taken to never lose what they were told. */
    static String eraOf(String info) {
        return info.lines()
                .filter(line -> line.startsWith("run_id:"))
                .map(line -> line.substring("run_id:".length()).strip())
                .findFirst()
                .orElse("0");
    }

    private RedisClient client() {
        RedisClient existing = client;
        if (existing != null) {
            return existing;
        }
        RedisURI uri = RedisURI.create(settings.url().reveal().strip());
        uri.setTimeout(CONNECT);
        ClientResources made = DefaultClientResources.builder()
                .ioThreadPoolSize(2)
                .computationThreadPoolSize(2)
                .build();
        RedisClient created = RedisClient.create(made, uri);
        created.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder().connectTimeout(CONNECT).build())
                .build());
        resources = made;
        client = created;
        return created;
    }

    void close() {
        connecting.lock();
        try {
            closed = true;
            line = null;
            if (client != null) {
                client.shutdown(0, 1, TimeUnit.SECONDS);
                client = null;
            }
            if (resources != null) {
                resources.shutdown(0, 1, TimeUnit.SECONDS);
                resources = null;
            }
        } finally {
            connecting.unlock();
        }
    }

    private record Line(
            StatefulRedisConnection<String, String> connection, RedisCommands<String, String> redis, String era) {}

    private record Rest(long until) {}
}
