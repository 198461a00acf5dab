package io.memoryorchestrator.server.redaction.entities;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.model.Secret;
import io.memoryorchestrator.pii.PiiAction;
import io.memoryorchestrator.pii.PiiFilter;
import io.memoryorchestrator.pii.PiiPolicy;
import io.memoryorchestrator.pii.PiiType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RemoteEntitiesIT {
    private static final PiiPolicy NAMES =
            PiiPolicy.builder().action(PiiType.PERSON, PiiAction.REDACT).build();
    private static final String NOTHING = "[]";

    private final MockWebServer service = new MockWebServer();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    void start() throws IOException {
        service.start();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private RemoteEntities entities(boolean required) {
        return entities(required, Duration.ofSeconds(20));
    }

    private RemoteEntities entities(boolean required, Duration timeout) {
        return new RemoteEntities(
                new RemoteEntitiesSettings(
                        service.url("/analyze").uri(), Secret.of("very-secret"), "en", timeout, 100, 2_000, required),
                meters);
    }

    private PiiFilter filter() {
        return PiiFilter.standard().and(entities(false));
    }

    private void answer(String body) {
        service.enqueue(new MockResponse.Builder().code(200).body(body).build());
    }

    private double counted(String outcome) {
        Counter counter = meters.find("memory.redaction.entity.calls")
                .tag("outcome", outcome)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    @Test
    void theServiceSeesTextWithoutIdentifiersAndItsOffsetsCountCodePoints() throws InterruptedException {
        answer("[{\"entity_type\":\"PERSON\",\"start\":10,\"end\":15,\"score\":0.85},"
                + "{\"entity_type\":\"US_BANK_NUMBER\",\"start\":0,\"end\":5,\"score\":0.9}]");
        answer(NOTHING);

        String text =
                filter().redact("\uD83D\uDE00 jo@example.org zzyzx here", NAMES).text();

        assertThat(text).isEqualTo("\uD83D\uDE00 [EMAIL] [PERSON] here");
        var request = service.takeRequest();
        assertThat(request.getHeaders().get("Authorization")).isEqualTo("Bearer very-secret");
        assertThat(requireNonNull(request.getBody()).utf8())
                .contains("[EMAIL] zzyzx", "\"language\":\"en\"")
                .doesNotContain("example");
        assertThat(counted("answered")).isEqualTo(2);
    }

    @Test
    void nothingIsAskedWhenNamesAreKept() {
        filter().redact("zzyzx is here", PiiPolicy.standard());

        assertThat(service.getRequestCount()).isZero();
    }

    @Test
    void aSpanWithALowScoreIsLeftToThePolicy() {
        answer("[{\"entity_type\":\"PERSON\",\"start\":0,\"end\":5,\"score\":0.2}]");

        assertThat(filter().redact("zzyzx is here", NAMES).changed()).isFalse();
    }

    @Test
    void whateverGoesWrongTheRestIsStillRedactedAndTheFailureIsCounted() {
        PiiFilter filter = filter();
        String[] useless = {
            "<html>",
            "{\"error\":\"no\"}",
            "[{\"entity_type\":\"PERSON\",\"start\":0,\"end\":999,\"score\":1}]",
            "[{\"entity_type\":\"PERSON\",\"start\":3,\"end\":3,\"score\":1}]",
            "[1]",
            " ".repeat(2_100)
        };
        for (int i = 0; i < useless.length; i++) {
            // Good answers between keep the breaker closed.
            answer(NOTHING);
            answer(NOTHING);
            filter.redact("one", NAMES);
            filter.redact("two", NAMES);
            answer(useless[i]);
            assertThat(filter.redact("zzyzx has jo@example.org", NAMES).text())
                    .as(useless[i])
                    .isEqualTo("zzyzx has [EMAIL]");
            assertThat(counted("failed")).isEqualTo(i + 1);
        }
    }

    @Test
    void aRedirectIsNotFollowed() {
        service.enqueue(new MockResponse.Builder()
                .code(307)
                .setHeader("Location", service.url("/elsewhere").toString())
                .build());

        filter().redact("zzyzx is here", NAMES);

        assertThat(service.getRequestCount()).isEqualTo(1);
        assertThat(counted("failed")).isEqualTo(1);
    }

    @Test
    void anAnswerThatDripsIsGivenUpAtTheDeadline() {
        service.enqueue(new MockResponse.Builder()
                .code(200)
                .body("[" + " ".repeat(100) + "]")
                .throttleBody(1, 300, TimeUnit.MILLISECONDS)
                .build());
        long start = System.nanoTime();

        PiiFilter.standard().and(entities(false, Duration.ofMillis(400))).redact("zzyzx is here", NAMES);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
        assertThat(counted("failed")).isEqualTo(1);
    }

    @Test
    void aServiceThatKeepsFailingIsLeftAlone() {
        PiiFilter filter = filter();
        service.close();
        for (int i = 0; i < 20; i++) {
            filter.redact("zzyzx is here", NAMES);
        }

        assertThat(counted("failed")).isEqualTo(5);
        assertThat(counted("skipped")).isEqualTo(15);
    }

    @Test
    void aServiceThatIsRequiredKeepsTextOutWhileItIsAway() {
        PiiFilter filter = PiiFilter.standard().and(entities(true));
        service.close();

        assertThatThrownBy(() -> filter.redact("zzyzx is here", NAMES))
                .isInstanceOfSatisfying(
                        AdapterException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(FailureKind.UNAVAILABLE))
                .hasMessageContaining("orchestrator.redaction.entities.required")
                .hasMessageNotContaining("zzyzx");
    }

    @Test
    void longTextGoesInPiecesThatCutNoWord() throws InterruptedException {
        answer(NOTHING);
        answer("[{\"entity_type\":\"PERSON\",\"start\":0,\"end\":5,\"score\":0.9}]");
        answer(NOTHING);
        answer(NOTHING);
        String words = "lorem ipsum dolor ".repeat(5) + "lorem ";

        assertThat(filter().redact(words + "zzyzx ipsum dolor", NAMES).text())
                .isEqualTo(words + "[PERSON] ipsum dolor");

        assertThat(requireNonNull(service.takeRequest().getBody()).utf8()).contains("lorem \"");
        assertThat(requireNonNull(service.takeRequest().getBody()).utf8()).contains("\"zzyzx ipsum");
    }
}
