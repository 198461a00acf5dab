package io.memoryorchestrator.server.config;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The model whose vectors answer questions.
 *
 * @param stage whether this process embeds stored turns; off where other processes of the service do
 * @param provider {@code in-process} (bge-small-en-v1.5, no network) or {@code openai} (any compatible endpoint)
 * @param model the endpoint's name of the model
 * @param dimensions length of its vectors
 * @param baseUrl of the endpoint, up to and without {@code /embeddings}
 * @param apiKey sent as a bearer token; empty for an endpoint that asks for none
 * @param questionCache how many questions' vectors are kept
 * @param next another model that is given vectors too, so that it can take over without a gap
 */
record EmbeddingProperties(
        @DefaultValue("true") boolean stage,

        @DefaultValue("in-process") @Pattern(regexp = "in-process|openai")
        String provider,

        @DefaultValue("text-embedding-3-small") @NotBlank String model,

        @DefaultValue("1536") @Min(1) @Max(4000) int dimensions,

        @DefaultValue("https://api.openai.com/v1") @NotBlank String baseUrl,

        @DefaultValue("") String apiKey,
        @DefaultValue("2000") @Min(1) int questionCache,
        @DefaultValue @Valid @NestedConfigurationProperty NextModelProperties next) {

    @Override
    public String toString() {
        return "EmbeddingProperties[stage=" + stage + ", provider=" + provider + ", model=" + model + ", dimensions="
                + dimensions + ", baseUrl=" + baseUrl + ", apiKey=****, questionCache=" + questionCache + ", next="
                + next + "]";
    }
}
