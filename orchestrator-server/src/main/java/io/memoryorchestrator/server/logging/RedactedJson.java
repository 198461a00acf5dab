package io.memoryorchestrator.server.logging;

import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.json.JsonWriter.ValueProcessor;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/** Redacts every text of a structured line. Named in spring.factories, so that no property can leave it out by accident. */
final class RedactedJson implements StructuredLoggingJsonMembersCustomizer<Object> {
    @Override
    public void customize(JsonWriter.Members<Object> members) {
        members.applyingValueProcessor(ValueProcessor.of(String.class, LogText::redactedOrNull));
    }
}
