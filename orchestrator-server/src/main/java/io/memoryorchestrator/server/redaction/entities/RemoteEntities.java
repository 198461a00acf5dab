package io.memoryorchestrator.server.redaction.entities;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.Secret;
import io.memoryorchestrator.pii.EntityStage;
import io.memoryorchestrator.pii.Finding;
import io.memoryorchestrator.pii.PiiType;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a service for names, places and the like. A call ends by its deadline, an answer is read up to a bound, redirects are not
 * followed, and after repeated failures the service is left alone for a while. A text it says nothing about passes as the detectors left
 * it and is counted, unless the service is {@linkplain RemoteEntitiesSettings#required() required}: then the text is refused for now.
 */
public final class RemoteEntities implements EntityStage, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RemoteEntities.class);
    private static final String NAME = "entity-service";
    private static final MediaType JSON = MediaType.get("application/json");

    private static final CircuitBreakerConfig BREAKER = CircuitBreakerConfig.custom()
            .slidingWindowSize(10)
            .minimumNumberOfCalls(5)
            .waitDurationInOpenState(Duration.ofSeconds(5))
            .permittedNumberOfCallsInHalfOpenState(2)
            .build();

    private static final Set<PiiType> TYPES = EntityLabels.types();

    private final RemoteEntitiesSettings settings;
    private final MeterRegistry meters;
    private final OkHttpClient http;
    private final CircuitBreaker breaker = CircuitBreaker.of(NAME, BREAKER);

    public RemoteEntities(RemoteEntitiesSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.meters = meters;
        this.http = new OkHttpClient.Builder()
                .callTimeout(settings.deadline())
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
        breaker.getEventPublisher()
                .onStateTransition(change -> LOG.warn(
                        "The entity service at {} is now {}; while it is OPEN it is not asked",
                        settings.url().getHost(),
                        change.getStateTransition().getToState()));
    }

    @Override
    public Set<PiiType> types() {
        return TYPES;
    }

    @Override
    public List<Finding> find(String text) {
        List<Finding> all = new ArrayList<>();
        for (TextPieces.Piece piece : TextPieces.of(text, settings.maxText())) {
            for (Finding finding : ask(piece.text())) {
                all.add(new Finding(
                        finding.type(),
                        finding.start() + piece.offset(),
                        finding.end() + piece.offset(),
                        finding.confidence(),
                        finding.detector()));
            }
        }
        return all;
    }

    @Override
    public void close() {
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private List<Finding> ask(String text) {
        if (!breaker.tryAcquirePermission()) {
            return unanswered("skipped", "it failed repeatedly and is left alone for some seconds", null);
        }
        long start = System.nanoTime();
        List<Finding> findings;
        try {
            findings = call(text);
        } catch (IOException failed) {
            breaker.onError(System.nanoTime() - start, TimeUnit.NANOSECONDS, failed);
            return unanswered("failed", String.valueOf(failed.getMessage()), failed);
        } catch (RuntimeException | Error unforeseen) {
            // It says nothing about the service; a permission that is kept would leave the breaker half open.
            breaker.releasePermission();
            throw unforeseen;
        }
        breaker.onSuccess(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        count("answered");
        return findings;
    }

    private List<Finding> call(String text) throws IOException {
        Request.Builder request = new Request.Builder()
                .url(settings.url().toString())
                .post(RequestBody.create(EntityAnswer.question(text, settings.language()), JSON));
        Secret key = settings.apiKey();
        if (key != null) {
            request.header("Authorization", "Bearer " + key.reveal());
        }
        try (Response response = http.newCall(request.build()).execute()) {
            if (!response.isSuccessful()) {
                throw new IOException("it answered with status " + response.code());
            }
            BufferedSource body = response.body().source();
            if (body.request(settings.maxAnswer() + 1L)) {
                throw new IOException("its answer is larger than " + settings.maxAnswer() + " bytes");
            }
            return EntityAnswer.read(body.readByteArray(), text);
        }
    }

    private List<Finding> unanswered(String outcome, String reason, @Nullable Throwable cause) {
        count(outcome);
        if (settings.required()) {
            throw new AdapterException(
                    NAME,
                    FailureKind.UNAVAILABLE,
                    "The entity service did not answer (" + reason + ") and no text is taken in without it; start it,"
                            + " or set orchestrator.redaction.entities.required=false",
                    cause);
        }
        LOG.debug("A text passed without the entity service: {}", reason);
        return List.of();
    }

    private void count(String outcome) {
        meters.counter("memory.redaction.entity.calls", "outcome", outcome).increment();
    }
}
