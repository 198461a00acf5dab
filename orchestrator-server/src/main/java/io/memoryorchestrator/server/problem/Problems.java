package io.memoryorchestrator.server.problem;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.server.queue.QueueUnavailableException;
import io.memoryorchestrator.server.wire.WireException;
import io.memoryorchestrator.server.wire.WireFault;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Every error as an RFC 9457 problem detail with a stable {@code code}. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(WireException refused) {
        HttpStatus status =
                refused.fault() == WireFault.CONTENT_TOO_LARGE ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.BAD_REQUEST;
        ProblemDetail problem = problem(status, refused.fault().code(), refused.getMessage());
        if (!refused.fields().isEmpty()) {
            List<Map<String, String>> errors = refused.fields().stream()
                    .map(fault -> Map.of("field", fault.field(), "message", fault.message()))
                    .toList();
            problem.setProperty("errors", errors);
        }
        return ResponseEntity.of(problem).build();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> conflicting(IdempotencyConflictException conflict) {
        ProblemDetail problem = problem(HttpStatus.CONFLICT, "idempotency_conflict", conflict.getMessage());
        problem.setProperty("conflicts", conflict.conflicts());
        return ResponseEntity.of(problem).build();
    }

    /** The reason is the code: {@code cycle}, {@code unknown_reference} and so on. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(NodeRefusedException refused) {
        HttpStatus status = switch (refused.reason()) {
            case POSITION_TAKEN, USER_ERASED -> HttpStatus.CONFLICT;
            case UNKNOWN_REFERENCE, CYCLE, WRONG_DIMENSIONS, TOO_MANY -> HttpStatus.UNPROCESSABLE_CONTENT;
        };
        String code = refused.reason().name().toLowerCase(Locale.ROOT);
        return ResponseEntity.of(problem(status, code, refused.getMessage())).build();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notPermitted(NotPermittedException refused) {
        return ResponseEntity.of(problem(HttpStatus.FORBIDDEN, refused.code(), refused.getMessage()))
                .build();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooMany(TooManyRequestsException tooMany) {
        return later(
                HttpStatus.TOO_MANY_REQUESTS,
                tooMany.code(),
                String.valueOf(tooMany.getMessage()),
                tooMany.retryAfter());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> conflicting(ConflictException conflict) {
        return ResponseEntity.of(problem(HttpStatus.CONFLICT, conflict.code(), conflict.getMessage()))
                .build();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> absent(NotFoundException absent) {
        return ResponseEntity.of(problem(HttpStatus.NOT_FOUND, "not_found", absent.getMessage()))
                .build();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> readOnly(ReadOnlyException elsewhere) {
        return ResponseEntity.of(problem(HttpStatus.CONFLICT, "read_only", elsewhere.getMessage()))
                .build();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLarge(BodyTooLargeException tooLarge) {
        return ResponseEntity.of(problem(HttpStatus.CONTENT_TOO_LARGE, "body_too_large", tooLarge.getMessage()))
                .build();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> queueDown(QueueUnavailableException down) {
        LOG.warn("A request could not be queued: {}", down.getMessage());
        return later("queue_unavailable", down.told(), RETRY_AFTER);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> notReady(NotReadyException notReady) {
        return later("not_ready", String.valueOf(notReady.getMessage()), RETRY_AFTER);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> storeFailed(AdapterException failure) {
        return switch (failure.kind()) {
            case UNAVAILABLE, OVERLOADED -> {
                LOG.warn("A request could not be served: {}", failure.getMessage());
                yield later(
                        "store_unavailable",
                        "Memory cannot be reached at the moment: nothing was promised, try again",
                        failure.retryAfter().orElse(RETRY_AFTER));
            }
            case REJECTED -> {
                LOG.warn("The store refused a request: {}", failure.getMessage());
                yield ResponseEntity.of(problem(
                                HttpStatus.UNPROCESSABLE_CONTENT,
                                "rejected_by_store",
                                failure.refusal().orElse("The store refused this; the server's log says why")))
                        .build();
            }
            case UNSUPPORTED ->
                ResponseEntity.of(problem(HttpStatus.NOT_IMPLEMENTED, "unsupported", failure.getMessage()))
                        .build();
        };
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unexpected(RuntimeException unexpected) {
        LOG.error("A request failed in a way nobody foresaw", unexpected);
        return ResponseEntity.of(problem(
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        "internal",
                        "Something failed that should not have; the server's log says what"))
                .build();
    }

    /** Spring's own refusals (no such path, wrong method, wrong media type) get a code too. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        if (failure.getCause() instanceof BodyTooLargeException tooLarge) {
            return ResponseEntity.status(HttpStatus.CONTENT_TOO_LARGE)
                    .body(problem(HttpStatus.CONTENT_TOO_LARGE, "body_too_large", tooLarge.getMessage()));
        }
        ResponseEntity<Object> response = super.handleExceptionInternal(failure, body, headers, status, request);
        if (response != null && response.getBody() instanceof ProblemDetail problem) {
            problem.setProperty("code", code(status));
        }
        return response;
    }

    private static String code(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return known == null ? "http_" + status.value() : known.name().toLowerCase(Locale.ROOT);
    }

    private static ResponseEntity<ProblemDetail> later(String code, String detail, Duration wait) {
        return later(HttpStatus.SERVICE_UNAVAILABLE, code, detail, wait);
    }

    private static ResponseEntity<ProblemDetail> later(HttpStatus status, String code, String detail, Duration wait) {
        return ResponseEntity.status(status)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())))
                .body(problem(status, code, detail));
    }

    private static ProblemDetail problem(HttpStatus status, String code, @Nullable String detail) {
        ProblemDetail problem = ProblemDetail.forStatus(status);
        problem.setDetail(detail);
        problem.setProperty("code", code);
        return problem;
    }
}
