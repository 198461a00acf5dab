package io.memoryorchestrator.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.memoryorchestrator.api.failure.FailureKind;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RedisFailuresTests {

    @ParameterizedTest
    @MethodSource("failures")
    void everyFailureHasItsKind(RedisException failure, FailureKind kind, boolean breaksTheLine) {
        assertThat(RedisFailures.kindOf(failure)).isEqualTo(kind);
        assertThat(RedisFailures.breaksTheLine(failure)).isEqualTo(breaksTheLine);
        assertThat(RedisFailures.of("localhost:6379", failure))
                .hasMessageContaining("localhost:6379")
                .hasMessageContaining("[cache, " + kind + "]");
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new RedisConnectionException("refused"), FailureKind.UNAVAILABLE, true),
                Arguments.of(new RedisException("Connection closed"), FailureKind.UNAVAILABLE, true),
                Arguments.of(new RedisCommandTimeoutException("250ms"), FailureKind.OVERLOADED, true),
                Arguments.of(reply("LOADING Redis is loading"), FailureKind.UNAVAILABLE, true),
                Arguments.of(reply("READONLY You can't write"), FailureKind.UNAVAILABLE, true),
                Arguments.of(reply("BUSY Redis is busy running a script"), FailureKind.OVERLOADED, true),
                Arguments.of(reply("OOM command not allowed"), FailureKind.OVERLOADED, true),
                Arguments.of(reply("NOPERM this user"), FailureKind.REJECTED, false),
                Arguments.of(
                        new RedisConnectionException("Unable to connect", reply("WRONGPASS invalid")),
                        FailureKind.REJECTED,
                        true));
    }

    private static RedisCommandExecutionException reply(String words) {
        return new RedisCommandExecutionException(words);
    }
}
