package io.memoryorchestrator.server.intake;

import io.memoryorchestrator.server.redaction.Redactor;
import io.memoryorchestrator.server.wire.WireException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Makes dead letters whose payload can be shown to an operator. */
public final class DeadLetters {
    private final Redactor redactor;
    private final LetterPayload payloads;

    public DeadLetters(Redactor redactor) {
        this.redactor = redactor;
        this.payloads = new LetterPayload(redactor);
    }

    public DeadLetter of(InboundRecord record, WireException refused) {
        return of(record, refused.fault().code(), String.valueOf(refused.getMessage()));
    }

    public DeadLetter of(InboundRecord record, String reason, String detail) {
        return new DeadLetter(record, reason, redactor.text(detail), payload(record));
    }

    private String payload(InboundRecord record) {
        byte[] value = record.value();
        if (value == null) {
            return "";
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value))
                    .toString();
            return payloads.redacted(text);
        } catch (CharacterCodingException notText) {
            // What cannot be read cannot be redacted either, so it is not copied.
            return "{\"withheld\":\"the value is not UTF-8 text\",\"bytes\":" + value.length + "}";
        }
    }
}
