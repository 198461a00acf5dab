package io.memoryorchestrator.server.privacy;

import io.memoryorchestrator.api.canonical.Stewardship;
import io.memoryorchestrator.api.canonical.UserArchive;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.server.audit.Audited;
import io.memoryorchestrator.server.identity.Access;
import io.memoryorchestrator.server.redaction.Redactor;
import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Restores what an export wrote. For back ends and operators: an export says what was stored and is believed. */
@RestController
class ImportController {
    private final UserArchive archive;
    private final Redactor redactor;
    private final Audited audited;
    private final JsonMapper mapper;
    private final int longestLine;

    ImportController(
            Stewardship stewardship,
            Redactor redactor,
            Audited audited,
            JsonMapper mapper,
            @Value("${orchestrator.gateway.max-body:4MB}") DataSize longestLine) {
        this.archive = stewardship.archive();
        this.redactor = redactor;
        this.audited = audited;
        this.mapper = mapper;
        this.longestLine = Math.toIntExact(longestLine.toBytes());
    }

    @PostMapping(
            path = "/v1/users/{id}/import",
            consumes = {"application/x-ndjson", "application/ndjson"},
            produces = "application/json")
    Map<String, Object> restore(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String tenantId,
            Access access,
            HttpServletRequest request)
            throws IOException {
        UserRef user = access.actingFor(tenantId, id);
        access.actingForAll(user.tenantId());
        ArchiveLines lines = new ArchiveLines(
                new BufferedInputStream(request.getInputStream()), user, redactor, mapper, longestLine);
        return Map.of("restored", audited.by(access, () -> archive.restore(user, lines.stream())));
    }
}
