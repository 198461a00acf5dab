package io.memoryorchestrator.server.testing;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Everything in a Redis, past the server. */
public final class RawRedis {
    private final String url;

    public RawRedis(String url) {
        this.url = url;
    }

    /** Each key, and whatever stands under it. */
    public List<String> everything() {
        RedisClient client = RedisClient.create(RedisURI.create(url));
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            RedisCommands<String, String> redis = connection.sync();
            return redis.keys("*").stream()
                    .flatMap(key -> Stream.concat(Stream.of(key), values(redis, key)))
                    .toList();
        } finally {
            client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
        }
    }

    public boolean holds(String word) {
        return everything().stream().anyMatch(text -> text.contains(word));
    }

    private static Stream<String> values(RedisCommands<String, String> redis, String key) {
        String type = redis.type(key);
        return switch (type) {
            case "string" -> Stream.ofNullable(redis.get(key));
            case "hash" -> redis.hgetall(key).entrySet().stream().map(field -> field.getKey() + " " + field.getValue());
            case "set" -> redis.smembers(key).stream();
            case "none" -> Stream.of(); // it expired meanwhile
            default -> throw new AssertionError("nothing here keeps a " + type + ", but " + key + " is one");
        };
    }
}
