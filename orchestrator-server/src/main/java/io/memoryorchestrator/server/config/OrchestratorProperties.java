package io.memoryorchestrator.server.config;

import io.memoryorchestrator.api.model.Secret;
import io.memoryorchestrator.pii.CustomPattern;
import io.memoryorchestrator.pii.PiiAction;
import io.memoryorchestrator.pii.PiiType;
import io.memoryorchestrator.server.recall.HalfLives;
import io.memoryorchestrator.server.recall.RecallSettings;
import io.memoryorchestrator.server.recall.TenantWeights;
import io.memoryorchestrator.server.redaction.Matching;
import io.memoryorchestrator.server.redaction.RedactionPolicies;
import io.memoryorchestrator.server.redaction.entities.RemoteEntitiesSettings;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Everything that can be set about the server itself; adapters have their own under {@code orchestrator.adapter.<name>}.
 *
 * @param defaultTenant tenant of intents that name none
 * @param startupInterval between two tries to reach the database or the broker at start
 */
@Validated
@ConfigurationProperties("orchestrator")
record OrchestratorProperties(
        @DefaultValue("default") @NotBlank String defaultTenant,
        @DefaultValue("5s") @NotNull Duration startupInterval,
        @DefaultValue @Valid Gateway gateway,
        @DefaultValue @Valid Redaction redaction,
        @DefaultValue @Valid Queue queue,
        @DefaultValue @Valid Embedding embedding,
        @DefaultValue @Valid Recall recall,
        @DefaultValue @Valid Erasure erasure,
        @DefaultValue @Valid Retention retention,
        @DefaultValue @Valid Audit audit,
        @DefaultValue Nodes nodes,
        @DefaultValue @Valid Flags flags) {

    /**
     * @param maxBody largest request body
     * @param maxContent largest content of one turn, over HTTP and Kafka alike
     * @param addWait how long {@code /api/memory/add} waits until what it added is searchable before it answers 202
     */
    record Gateway(
            @DefaultValue("4MB") DataSize maxBody,
            @DefaultValue("256KB") DataSize maxContent,
            @DefaultValue("5s") @NotNull Duration addWait) {}

    /**
     * @param enabled whether personal data is taken out; off is for measuring what redaction costs, and nothing else
     * @param actions {@code actions.<type>}: {@code redact}, {@code mask} (the last four stay), {@code pseudonymise} or
     *     {@code keep}, for types such as {@code email}, {@code phone}, {@code person}; the standard policy when not set
     * @param tenants {@code tenants.<tenant>.<type>}: the same for one tenant; a name of other than small letters, digits
     *     and dashes goes in brackets, {@code tenants[Acme_1].email}
     * @param pseudonymKey secret that each tenant's pseudonyms are made with, at least 16 bytes; needed for
     *     {@code pseudonymise}, and another key makes other pseudonyms
     * @param minConfidence {@code min-confidence.<type>}: how sure a finding must be, 0 to 1; 0.5 when not set, for
     *     {@code address} 0.8, which is somebody's home rather than a shop
     * @param patterns {@code patterns.<name>}: a pattern of your own in RE2 syntax, whose matches are taken out as
     *     {@code [CUSTOM]}; the name is what they are counted under
     */
    record Redaction(
            @DefaultValue("true") boolean enabled,
            @DefaultValue Map<PiiType, PiiAction> actions,
            @DefaultValue Map<String, Map<PiiType, PiiAction>> tenants,
            @Nullable Secret pseudonymKey,

            @DefaultValue
            Map<
                            PiiType,
                            @DecimalMin(value = "0", message = "must lie between 0 and 1")
                            @DecimalMax(value = "1", message = "must lie between 0 and 1") Double>
                    minConfidence,

            @DefaultValue Map<String, @LinearPattern String> patterns,
            @DefaultValue @Valid RedactionEntities entities) {

        private static final int SHORTEST_KEY = 16;

        @AssertTrue(
                message = "something is to be pseudonymised, which needs orchestrator.redaction.pseudonym-key"
                        + " with at least 16 bytes; set it, or choose redact or mask")
        boolean isPseudonymKeyGood() {
            return !pseudonymises() || length(pseudonymKey) >= SHORTEST_KEY;
        }

        RedactionPolicies policies() {
            List<CustomPattern> compiled = patterns.entrySet().stream()
                    .map(pattern -> CustomPattern.of(pattern.getKey(), pattern.getValue()))
                    .toList();
            return new RedactionPolicies(
                    actions, tenants, new Matching(minConfidence, compiled), pseudonymises() ? pseudonymKey : null);
        }

        private boolean pseudonymises() {
            return actions.containsValue(PiiAction.PSEUDONYMISE)
                    || tenants.values().stream().anyMatch(own -> own.containsValue(PiiAction.PSEUDONYMISE));
        }

        private static int length(@Nullable Secret key) {
            return key == null ? 0 : key.reveal().getBytes(StandardCharsets.UTF_8).length;
        }
    }

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
    record RedactionEntities(
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

    /**
     * @param partitions of each topic that is made; more allow more parallel processes
     * @param replicationFactor of each topic that is made; -1 leaves it to the broker
     * @param intentRetention how long intents and events stay on their topics
     * @param deadLetterRetention how long dead letters stay
     * @param maxMessage largest record
     * @param sendTimeout how long the gateway waits for the broker's acknowledgement
     * @param intakeConcurrency threads that store intents, in this process
     * @param retryWaits before a turn that a provider failed on is tried again, one retry topic for each; its records run
     *     out before one is taken away
     * @param deliveriesAtOnce batches handed to a provider at once, in this process
     * @param turnsInHand turns read for a provider and not settled, beyond which reading pauses
     * @param instance name of this process among those of the service; empty makes one up
     */
    record Queue(
            @DefaultValue("12") @Min(1) @Max(1000) int partitions,
            @DefaultValue("-1") @Min(-1) @Max(10) short replicationFactor,
            @DefaultValue("7d") @NotNull Duration intentRetention,
            @DefaultValue("14d") @NotNull Duration deadLetterRetention,
            @DefaultValue("5MB") DataSize maxMessage,
            @DefaultValue("5s") @NotNull Duration sendTimeout,
            @DefaultValue("2") @Min(1) @Max(100) int intakeConcurrency,

            @DefaultValue({"10s", "1m", "10m"}) @NotNull @Size(max = 9)
            List<Duration> retryWaits,

            @DefaultValue("8") @Min(1) @Max(1000) int deliveriesAtOnce,
            @DefaultValue("1000") @Min(1) @Max(100_000) int turnsInHand,
            @DefaultValue("") String instance) {}

    /**
     * @param stage whether this process embeds stored turns; off where other processes of the service do
     * @param provider {@code in-process} (bge-small-en-v1.5, no network) or {@code openai} (any compatible endpoint)
     * @param model the endpoint's name of the model
     * @param dimensions length of its vectors
     * @param baseUrl of the endpoint, up to and without {@code /embeddings}
     * @param apiKey sent as a bearer token; empty for an endpoint that asks for none
     * @param questionCache how many questions' vectors are kept
     * @param next another model that is given vectors too, so that it can take over without a gap
     */
    record Embedding(
            @DefaultValue("true") boolean stage,

            @DefaultValue("in-process") @Pattern(regexp = "in-process|openai")
            String provider,

            @DefaultValue("text-embedding-3-small") @NotBlank
            String model,

            @DefaultValue("1536") @Min(1) @Max(4000) int dimensions,

            @DefaultValue("https://api.openai.com/v1") @NotBlank
            String baseUrl,

            @DefaultValue("") String apiKey,
            @DefaultValue("2000") @Min(1) int questionCache,
            @DefaultValue @Valid NextModel next) {

        @Override
        public String toString() {
            return "Embedding[stage=" + stage + ", provider=" + provider + ", model=" + model + ", dimensions="
                    + dimensions + ", baseUrl=" + baseUrl + ", apiKey=****, questionCache=" + questionCache + ", next="
                    + next + "]";
        }
    }

    /**
     * A model on its way in: stored turns get its vectors beside those of the model that answers.
     *
     * @param provider {@code in-process} or {@code openai}; empty for no such model
     * @param model the endpoint's name of the model
     * @param dimensions length of its vectors
     * @param baseUrl of the endpoint, up to and without {@code /embeddings}
     * @param apiKey sent as a bearer token; empty for an endpoint that asks for none
     */
    record NextModel(
            @DefaultValue("") @Pattern(regexp = "|in-process|openai")
            String provider,

            @DefaultValue("text-embedding-3-small") @NotBlank
            String model,

            @DefaultValue("1536") @Min(1) @Max(4000) int dimensions,

            @DefaultValue("https://api.openai.com/v1") @NotBlank
            String baseUrl,

            @DefaultValue("") String apiKey) {

        @Override
        public String toString() {
            return "NextModel[provider=" + provider + ", model=" + model + ", dimensions=" + dimensions + ", baseUrl="
                    + baseUrl + ", apiKey=****]";
        }
    }

    /**
     * @param deadline answer by then with what there is, where a request does not say
     * @param tokenBudget size of the rendered block, where a request does not say
     * @param usesCountedOneIn of so many answers one has its turns counted as used, for all of them; 1 counts every one
     * @param halfLife {@code half-life.<kind>}: after how long what happened counts half as new, for the kinds {@code turn}
     *     (30d when not set), {@code note} (90d), {@code summary} (90d), {@code fact} (180d) and {@code entity} (365d)
     * @param weights {@code weights.<name>}: what a feature of ranking counts, by the names in the weights file such as
     *     {@code recency}, {@code importance}, {@code speaker}; the fitted weights when not set
     * @param tenants {@code tenants.<tenant>.<name>}: the same for one tenant, on top of these; a request's own
     *     {@code weights} go before both
     */
    record Recall(
            @DefaultValue("300ms") @NotNull Duration deadline,
            @DefaultValue("2000") @Min(1) @Max(1_000_000) int tokenBudget,
            @DefaultValue("1") @Min(1) @Max(1_000) int usesCountedOneIn,
            @DefaultValue Map<String, Duration> halfLife,
            @DefaultValue Map<String, Double> weights,
            @DefaultValue Map<String, Map<String, Double>> tenants) {

        RecallSettings settings() {
            RecallSettings usual = RecallSettings.defaults();
            return new RecallSettings(
                    deadline,
                    tokenBudget,
                    usual.candidates(),
                    usual.recentTurns(),
                    HalfLives.with(halfLife),
                    TenantWeights.of(weights, tenants));
        }

        @AssertTrue(
                message = "orchestrator.recall.half-life knows the kinds entity, fact, note, summary and turn,"
                        + " each with a second or more")
        boolean isHalfLifeGood() {
            return accepted(() -> HalfLives.with(halfLife));
        }

        @AssertTrue(
                message = "orchestrator.recall.weights and tenants take numbers from -1000 to 1000 under the names in"
                        + " weights.properties, such as recency, importance, speaker, words-window, meaning")
        boolean isWeightsGood() {
            return accepted(() -> TenantWeights.of(weights, tenants));
        }

        private static boolean accepted(Supplier<?> values) {
            try {
                return values.get() != null;
            } catch (IllegalArgumentException refused) {
                return false;
            }
        }
    }

    /**
     * @param grace how long what was under way when a user was erased may still reach a topic or another process; longer
     *     than the producers' {@code delivery.timeout.ms}
     * @param idleReaders how long an erasure waits for a consumer group that has stopped before it deletes what that group
     *     has not read
     * @param backupRetention how long backups of the database are kept, as the receipt of an erasure tells it
     */
    record Erasure(
            @DefaultValue("12s") @NotNull Duration grace,
            @DefaultValue("24h") @NotNull Duration idleReaders,
            @DefaultValue("30d") @NotNull Duration backupRetention) {}

    /**
     * @param days that turns, vectors and sessions are kept by tenants without a rule of their own; 0 keeps them for ever
     * @param interval between two runs, where pg_cron does not run it each night
     */
    record Retention(
            @DefaultValue("180") @Min(0) @Max(36_500) int days,
            @DefaultValue("24h") @NotNull Duration interval) {}

    /**
     * @param reads whether reads over HTTP are put on record, and not changes alone
     * @param days that the audit is kept
     */
    record Audit(
            @DefaultValue("true") boolean reads,
            @DefaultValue("400") @Min(1) @Max(36_500) int days) {}

    /**
     * @param useDatabaseStorage whether memory nodes are kept in the database; off keeps them in this process, for
     *     development, where they are gone when it ends
     */
    record Nodes(@DefaultValue("true") boolean useDatabaseStorage) {}

    /**
     * @param provider where the feature flags are kept: {@code postgres} (the canonical store, the same for every process) or
     *     {@code flagd-file} (a file that somebody else distributes; needs the module flags-flagd)
     * @param interval between two looks for changes; every process has obeyed a change after this and one query
     * @param flagdFile the file, in flagd's format, for {@code flagd-file}
     */
    record Flags(
            @DefaultValue("postgres") @Pattern(regexp = "postgres|flagd-file")
            String provider,

            @DefaultValue("1s") @NotNull Duration interval,
            @DefaultValue("") String flagdFile) {}

    static @Nullable String blankToNull(String text) {
        return text.isBlank() ? null : text;
    }
}
