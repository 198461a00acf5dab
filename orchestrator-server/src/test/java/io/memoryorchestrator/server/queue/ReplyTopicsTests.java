package io.memoryorchestrator.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTopicsTests {
    private final ReplyTopics topics =
            new ReplyTopics(List.of("answers", "memory.context-fetched.v1.*", "memory.turn-*"));

    @ParameterizedTest
    @ValueSource(
            strings = {"memory.context-fetched.v1", "memory.context-fetched.v1.chat", "answers", "memory.turn-replies"})
    void theUsualTopicAndThoseAllowedByNameOrBeginningMayBeRepliedTo(String topic) {
        assertThat(topics.allow(topic)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "orders", "answers.more", "memory.context-fetched", "memory.context-fetched.v2"})
    void noOtherMay(String topic) {
        assertThat(topics.allow(topic)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "memory.turn-committed.v1",
                "memory.turn-stored.v1",
                "memory.turn-stored.v1.retry-1",
                "memory.turn-committed.v1.dead"
            })
    void whatTheServerReadsMayNeverBeRepliedToWhateverIsAllowed(String topic) {
        assertThat(topics.allow(topic)).isFalse();
    }

    @Test
    void withNothingAllowedTheUsualTopicIs() {
        assertThat(new ReplyTopics(List.of()).allow("memory.context-fetched.v1"))
                .isTrue();
    }
}
