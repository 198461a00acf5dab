package io.memoryorchestrator.server.config;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A model on its way in: stored turns get its vectors beside those of the model that answers.
 *
 * @param provider {@code in-process} or {@code openai}; empty for no such model
 * @param model the endpoint's name of the model
 * @param dimensions length of its vectors
 * @param baseUrl of the endpoint, up to and without {@code /embeddings}
 * @param apiKey sent as a bearer token; empty for an endpoint that asks for none
 */
record NextModelProperties(
        @DefaultValue("") @Pattern(regexp = "|in-process|openai")
        String provider,

        @DefaultValue("text-embedding-3-small") @NotBlank String model,

        @DefaultValue("1536") @Min(1) @Max(4000) int dimensions,

        @DefaultValue("https://api.openai.com/v1") @NotBlank String baseUrl,

        @DefaultValue("") String apiKey) {

    @Override
    public String toString() {
        return "NextModelProperties[provider=" + provider + ", model=" + model + ", dimensions=" + dimensions
                + ", baseUrl=" + baseUrl + ", apiKey=****]";
    }
}
