package io.memoryorchestrator.server.privacy;

import io.memoryorchestrator.api.canonical.Stewardship;
import io.memoryorchestrator.api.canonical.UserArchive;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.audit.Audited;
import io.memoryorchestrator.server.identity.Access;
import io.memoryorchestrator.server.problem.TooManyRequestsException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Everything about a user as lines of JSON, sent as it is read. The last line tells a whole export from a broken one. */
@RestController
class ExportController {
    private static final Logger LOG = LoggerFactory.getLogger(ExportController.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final UserArchive archive;
    private final Audited audited;

    ExportController(Stewardship stewardship, Audited audited) {
        this.audited = audited;
        this.archive = stewardship.archive();
    }

    @GetMapping(path = "/v1/users/{id}/export", produces = "application/x-ndjson")
    void export(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String tenantId,
            Access access,
            HttpServletResponse response) {
        UserRef user = access.actingFor(tenantId, id);
        audited.first(access, "user.export", user, null);
        try {
            if (!archive.export(user, line -> write(response, line))) {
                throw new TooManyRequestsException(
                        "export_in_flight",
                        "Another export of this user is running, or as many of others as run at once: try again later",
                        RETRY_AFTER);
            }
        } catch (UncheckedIOException clientGone) {
            LOG.info("An export broke off, its reader went away");
        } catch (AdapterException failure) {
            if (!response.isCommitted()) {
                throw failure;
            }
            // A problem would land among the lines; that the last one is missing says it.
            LOG.warn("An export broke off: {}", failure.getMessage());
        }
    }

    private static void write(HttpServletResponse response, String line) {
        try {
            if (response.getContentType() == null) {
                response.setContentType("application/x-ndjson");
                response.setHeader("Content-Disposition", "attachment; filename=\"memory.ndjson\"");
            }
            OutputStream out = response.getOutputStream();
            out.write(line.getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
