package io.memoryorchestrator.adapter.cache;

import static io.memoryorchestrator.adapter.cache.Conversation.SESSION;
import static io.memoryorchestrator.adapter.cache.Conversation.turn;
import static io.memoryorchestrator.adapter.cache.Conversation.turns;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.ForgetScope;
import io.memoryorchestrator.api.spi.RecentTurns;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two processes, as two adapters over one Redis. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
class RedisSharingIT {
    private RedisServer redis;
    private CacheAdapter here;
    private CacheAdapter there;
    private Source source;

    @BeforeAll
    void start() {
        redis = RedisServer.start();
    }

    @AfterAll
    void stop() {
        if (redis != null) {
            redis.close();
        }
    }

    @BeforeEach
    void connect() {
        redis.ask(commands -> commands.flushall());
        here = RedisServer.cacheAt(redis.url());
        there = RedisServer.cacheAt(redis.url());
        source = new Source().with(turns(1, 3));
    }

    @AfterEach
    void disconnect() {
        here.close();
        there.close();
    }

    @Test
    void whatOneProcessReadTheOtherKnows() {
        here.readThrough(SESSION, 5, source);

        assertThat(there.readThrough(SESSION, 5, source)).isEqualTo(turns(1, 3));
        assertThat(source.questions()).isEqualTo(1);
    }

    @Test
    void whatIsStoredInOneProcessIsSeenInTheOtherAtOnce() {
        there.readThrough(SESSION, 5, source);
        here.store(List.of(turn(4)));

        assertThat(there.known(SESSION, 5)).contains(turns(1, 4));
    }

    @Test
    void whatIsErasedInOneProcessIsGoneInTheOther() {
        there.readThrough(SESSION, 5, source);
        here.forget(new ForgetScope.OfTurns(SESSION.user(), Set.of(turn(2).id())));
        assertThat(there.known(SESSION, 5)).contains(List.of(turn(1), turn(3)));

        here.forget(new ForgetScope.OfUser(SESSION.user()));
        assertThat(there.known(SESSION, 5)).isEmpty();
    }

    @Test
    void aLoadThatAnotherProcessesStoreOvertakesIsNotKept() {
        there.readThrough(SESSION, 5, overtakenBy(() -> here.store(List.of(turn(4)))));

        assertThat(there.known(SESSION, 5)).isEmpty();
    }

    @Test
    void aLoadThatAnotherProcessesErasureOvertakesIsNotKept() {
        there.readThrough(SESSION, 5, overtakenBy(() -> here.forget(new ForgetScope.OfUser(SESSION.user()))));

        assertThat(there.known(SESSION, 5)).isEmpty();
    }

    @Test
    void aLoadThatAnotherProcessesLoadOvertakesIsNotKept() {
        there.readThrough(SESSION, 5, overtakenBy(() -> {
            source.with(List.of(turn(4)));
            here.readThrough(SESSION, 5, source);
        }));

        assertThat(there.known(SESSION, 5)).contains(turns(1, 4));
    }

    private RecentTurns overtakenBy(Runnable event) {
        return (session, limit) -> {
            List<Turn> read = source.recent(session, limit);
            event.run();
            return read;
        };
    }

    @Test
    void nothingIsEverKeptWithoutATimeToLive() {
        here.readThrough(SESSION, 5, source);
        there.store(List.of(turn(4)));
        here.readThrough(SessionRef.of("acme", "bob", "other"), 5, source);
        there.forget(new ForgetScope.OfTurns(SESSION.user(), Set.of(turn(2).id())));
        here.readThrough(SESSION, 500, source);

        Map<String, Long> left = redis.ask(commands ->
                commands.keys("*").stream().collect(Collectors.toMap(key -> key, key -> commands.pttl(key))));
        assertThat(left)
                .isNotEmpty()
                .allSatisfy((key, millis) -> assertThat(millis).as(key).isBetween(1L, Erasures.REMEMBERED.toMillis()));
    }

    @Test
    void aStoredTurnDoesNotProlongATail() {
        here.readThrough(SESSION, 5, source);
        String tail = redis.ask(
                commands -> commands.keys("*:tail:*").stream().findFirst().orElseThrow());
        redis.ask(commands -> commands.pexpire(tail, 60_000));
        here.store(List.of(turn(4)));

        Long left = redis.ask(commands -> commands.pttl(tail));
        assertThat(left).isBetween(1L, 60_000L);
    }

    @Test
    void keysNameTheirUserByADigestOnlyAlsoAfterAnErasure() {
        // Keys hold hexadecimal digits, which spell some names by chance.
        SessionRef session = SessionRef.of("acme", "ulysses", "chat");
        here.readThrough(session, 5, source);
        List<String> names = redis.ask(commands -> commands.keys("*"));
        here.forget(new ForgetScope.OfUser(session.user()));
        List<String> left = redis.ask(commands -> commands.keys("*"));

        assertThat(names)
                .isNotEmpty()
                .allSatisfy(key -> assertThat(key).matches("memory-orchestrator:2:[^:]+:\\{[0-9a-f]{64}}:.*"));
        assertThat(left).isNotEmpty();
        assertThat(names + " " + left).doesNotContain("acme", "ulysses");
    }

    @Test
    void garbageOfAnyKindIsAMissAndDoesNotStay() {
        here.readThrough(SESSION, 5, source);
        String tail = redis.ask(
                commands -> commands.keys("*:tail:*").stream().findFirst().orElseThrow());
        List<Runnable> vandals = List.of(
                () -> redis.ask(commands -> commands.hset(tail, "tail", "{\"whole\":tru")),
                () -> redis.ask(commands -> commands.hset(tail, "tail", "{\"whole\":true}")),
                () -> redis.ask(
                        commands -> commands.hset(tail, "tail", "{\"whole\":true,\"turns\":[{\"content\":\"\"}]}")),
                () -> redis.ask(commands -> commands.hset(tail, "tail", "null")),
                () -> redis.ask(commands -> commands.hdel(tail, "generation")),
                () -> redis.ask(commands -> commands.hset(tail, "generation", "another")),
                () -> redis.ask(commands -> {
                    commands.del(tail);
                    return commands.set(tail, "a string");
                }),
                () -> redis.ask(commands -> {
                    commands.del(tail);
                    return commands.lpush(tail, "a", "list");
                }));
        for (Runnable vandal : vandals) {
            vandal.run();
            assertThat(there.known(SESSION, 5)).isEmpty();
            vandal.run();
            there.store(List.of(turn(4)));
            assertThat(there.readThrough(SESSION, 5, source)).isEqualTo(turns(1, 3));
            assertThat(there.known(SESSION, 5)).contains(turns(1, 3));
        }
    }

    @Test
    void garbageInTheUsersOtherKeysIsAMissToo() {
        here.readThrough(SESSION, 5, source);
        for (String kind : List.of("*:generation", "*:sessions")) {
            String key = redis.ask(
                    commands -> commands.keys(kind).stream().findFirst().orElseThrow());
            redis.ask(commands -> {
                commands.del(key);
                return commands.lpush(key, "garbage");
            });
            assertThat(there.readThrough(SESSION, 5, source)).isEqualTo(turns(1, 3));
            here.forget(new ForgetScope.OfUser(SESSION.user()));
            assertThat(there.known(SESSION, 5)).isEmpty();
            here.readThrough(SESSION, 5, source);
        }
    }
}
