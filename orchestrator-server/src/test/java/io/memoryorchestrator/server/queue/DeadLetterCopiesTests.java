package io.memoryorchestrator.server.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.model.UserRef;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeadLetterCopiesTests {
    private static final UserRef ALICE = new UserRef("a", "alice");

    private static boolean belongs(@Nullable String key, String payload) {
        return DeadLetterCopies.belongs(
                new ConsumerRecord<>("t.dead", 0, 0, key, payload.getBytes(StandardCharsets.UTF_8)), ALICE);
    }

    @Test
    void aKeyThatNamesAnOwnerDecidesWhateverThePayloadSays() {
        assertThat(belongs("a:alice:s", "{}")).isTrue();
        assertThat(belongs("b:alice:s", "{\"tenantId\":\"a\",\"userId\":\"alice\"}"))
                .isFalse();
        assertThat(belongs("a:bob:s", "{\"content\":\"alice\",\"with\":\"alice\"}"))
                .isFalse();
    }

    @Test
    void withoutSuchAKeyBothIdsOfThePayloadDo() {
        assertThat(belongs(null, "{\"tenantId\": \"a\", \"userId\" : \"alice\"}"))
                .isTrue();
        assertThat(belongs("odd", "{\"userId\":\"alice\", broken")).isTrue();
        assertThat(belongs(null, "{\"tenantId\":\"b\",\"userId\":\"alice\"}")).isFalse();
        assertThat(belongs(null, "{\"userId\":\"bob\",\"role\":\"alice\"}")).isFalse();
    }
}
