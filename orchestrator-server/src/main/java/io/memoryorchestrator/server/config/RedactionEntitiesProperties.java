package io.memoryorchestrator.server.config;

import io.memoryorchestrator.api.model.Secret;
import io.memoryorchestrator.server.redaction.entities.RemoteEntitiesSettings;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * A service that knows names, asked behind the redactor's own detectors. It is sent text from which those have taken
 * out what they find, and speaks as the analyzer of Presidio does.
 *
 * @param url asked with POST, such as {@code http://127.0.0.1:5002/analyze}; empty asks none
 * @param apiKey sent as a bearer token; not set for a service that asks for none
 * @param language ISO 639-1 code of the language of the texts
 * @param deadline of one call; a turn with names in it takes two
 * @param maxText characters in one call; longer text goes in pieces
 * @param maxAnswer what is read of one answer at most
 * @param required whether text is refused (HTTP) or held (Kafka) while the service does not answer; else it passes
 *     as the detectors left it, and is counted
 */
record RedactionEntitiesProperties(
        @DefaultValue("")
        @Pattern(regexp = "(https?://.+)?", message = "must begin with http:// or https://, or be empty")
        String url,

        @Nullable Secret apiKey,
        @DefaultValue("en") @NotBlank String language,
        @DefaultValue("300ms") @NotNull Duration deadline,
        @DefaultValue("20000") @Min(100) @Max(1_000_000) int maxText,
        @DefaultValue("1MB") @NotNull DataSize maxAnswer,
        @DefaultValue("false") boolean required) {

    Optional<RemoteEntitiesSettings> settings() {
        return url.isBlank()
                ? Optional.empty()
                : Optional.of(new RemoteEntitiesSettings(
                        URI.create(url),
                        apiKey,
                        language,
                        deadline,
                        maxText,
                        Math.toIntExact(maxAnswer.toBytes()),
                        required));
    }
}
