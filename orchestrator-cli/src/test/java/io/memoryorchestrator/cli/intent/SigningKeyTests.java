package io.memoryorchestrator.cli.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.api.intent.EnvelopeSignature;
import io.memoryorchestrator.api.intent.IntentType;
import io.memoryorchestrator.cli.console.CommandFailure;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeyTests {
    private static final String SECRET = "0123456789:abcdef0123456789abcdef";

    @Test
    void aRecordIsSignedAsTheServerChecksIt() {
        EnvelopeSignature key = SigningKey.parse("import:" + SECRET);
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                IntentType.TURN_COMMITTED.topic(), "default:ada:s1", "{}".getBytes(StandardCharsets.UTF_8));

        CloudEvent.of("1", IntentType.TURN_COMMITTED).addTo(record, key);

        Map<String, String> headers = new HashMap<>();
        record.headers().forEach(each -> headers.put(each.key(), new String(each.value(), StandardCharsets.UTF_8)));
        assertThat(key.keyId()).isEqualTo("import");
        assertThat(key.verifies(record.topic(), record.key(), headers, record.value()))
                .isTrue();
    }

    @Test
    void withoutAKeyNothingIsSigned() {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>("topic", "key", new byte[0]);

        CloudEvent.of("1", IntentType.TURN_COMMITTED).addTo(record, null);

        assertThat(record.headers().lastHeader(EnvelopeSignature.SIGNATURE)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-colon", ":no-id-before-the-colon-0123456789abcdef", "short:secret"})
    void whatIsNoKeyIsSaidWithoutShowingIt(String value) {
        assertThatThrownBy(() -> SigningKey.parse(value))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("MEMCTL_SIGNING_KEY")
                .hasMessageNotContaining(value);
    }
}
