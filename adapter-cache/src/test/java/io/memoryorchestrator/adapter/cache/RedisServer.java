package io.memoryorchestrator.adapter.cache;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.memoryorchestrator.api.model.Secret;
import io.memoryorchestrator.local.redis.LocalRedis;
import io.memoryorchestrator.local.redis.RedisProgram;
import io.memoryorchestrator.tck.backend.Backends;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;

/** A real Redis that can also be asked past the adapter. */
final class RedisServer implements AutoCloseable {
    static final String PASSWORD = LocalRedis.PASSWORD;

    private final LocalRedis redis;

    private RedisServer(LocalRedis redis) {
        this.redis = redis;
    }

    /** @param more arguments, as {@link LocalRedis#start} takes them */
    static RedisServer start(String... more) {
        RedisProgram program = Backends.require("Redis", RedisProgram.class, RedisProgram::findOrInstall);
        return new RedisServer(LocalRedis.start(program, more));
    }

    Path folder() {
        return redis.folder();
    }

    int port() {
        return redis.port();
    }

    String url() {
        return redis.url();
    }

    void kill() {
        redis.kill();
    }

    void startAgain() {
        redis.startAgain();
    }

    /** A cache in front of a Redis, for tests that are not about how long a command takes. */
    static CacheAdapter cacheAt(String url) {
        return new CacheAdapter(
                CacheSettings.DEFAULTS.withRedis(new CacheSettings.Redis(Secret.of(url), Duration.ofSeconds(10))));
    }

    /** Asks it something past the adapter. */
    <T> T ask(Function<RedisCommands<String, String>, T> question) {
        RedisClient client = RedisClient.create(RedisURI.create(url()));
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return question.apply(connection.sync());
        } catch (RedisException failure) {
            throw new IllegalStateException("The Redis for tests did not answer", failure);
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
    }

    @Override
    public void close() {
        redis.close();
    }
}
