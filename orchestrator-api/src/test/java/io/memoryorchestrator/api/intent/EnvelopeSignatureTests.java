package io.memoryorchestrator.api.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.memoryorchestrator.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvelopeSignatureTests {
    private static final String TOPIC = "memory.turn-committed.v1";
    private static final String KEY = "default:ada:s1";
    private static final byte[] VALUE = "{\"userId\":\"ada\"}".getBytes(StandardCharsets.UTF_8);
    private static final Map<String, String> HEADERS = Map.of(
            "ce_id",
            "1",
            "ce_type",
            "onTurnCommitted",
            "ce_source",
            "/billing",
            "ce_time",
            "2026-11-02T08:00:00Z",
            "ce_actor",
            "user:default:ada");

    private final EnvelopeSignature signature =
            new EnvelopeSignature("k1", Secret.of("0123456789abcdef0123456789abcdef"));

    /** Computed apart from this code, so that producers in other languages can check themselves against it. */
    @Test
    void isWhatTheDescriptionSays() {
        assertThat(signature.sign(TOPIC, KEY, HEADERS, VALUE))
                .containsEntry("ce_signature", "_qYeR1SU81K1KBha-h10JDiGeYnVY8IXc0FIp0BNHYg")
                .containsEntry("ce_signaturekey", "k1");
    }

    @Test
    void verifiesWhatItSigned() {
        assertThat(signature.verifies(TOPIC, KEY, signed(), VALUE)).isTrue();
    }

    @Test
    void noticesEveryChange() {
        assertThat(signature.verifies("memory.session-sync.v1", KEY, signed(), VALUE))
                .isFalse();
        assertThat(signature.verifies(TOPIC, "default:bob:s1", signed(), VALUE)).isFalse();
        assertThat(signature.verifies(TOPIC, null, signed(), VALUE)).isFalse();
        assertThat(signature.verifies(TOPIC, KEY, signed(), "{}".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(signature.verifies(TOPIC, KEY, signed(), null)).isFalse();
        for (String name : HEADERS.keySet()) {
            Map<String, String> changed = signed();
            changed.put(name, "other");
            assertThat(signature.verifies(TOPIC, KEY, changed, VALUE)).as(name).isFalse();
            changed.remove(name);
            assertThat(signature.verifies(TOPIC, KEY, changed, VALUE))
                    .as("without " + name)
                    .isFalse();
        }
        assertThat(signature.verifies(TOPIC, KEY, HEADERS, VALUE))
                .as("unsigned")
                .isFalse();
    }

    @Test
    void fieldsDoNotRunIntoOneAnother() {
        Map<String, String> one = Map.of("ce_id", "1", "ce_type", "23");
        Map<String, String> other = Map.of("ce_id", "12", "ce_type", "3");

        assertThat(signature.sign(TOPIC, KEY, one, VALUE)).isNotEqualTo(signature.sign(TOPIC, KEY, other, VALUE));
    }

    @Test
    void aShortSecretIsRefusedAndNotShown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EnvelopeSignature("k1", Secret.of("too-short")))
                .withMessageContaining("32 bytes")
                .withMessageNotContaining("too-short");
    }

    private Map<String, String> signed() {
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.putAll(signature.sign(TOPIC, KEY, HEADERS, VALUE));
        return headers;
    }
}
