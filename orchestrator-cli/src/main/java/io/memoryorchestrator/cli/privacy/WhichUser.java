package io.memoryorchestrator.cli.privacy;

import io.memoryorchestrator.cli.http.Api;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose memory a command is about. */
final class WhichUser {

    @Option(names = "--user", required = true, paramLabel = "ID", description = "Whose memory.")
    private String user = "";

    @Option(names = "--tenant", paramLabel = "ID", description = "The user's tenant (default: the server's).")
    private @Nullable String tenant;

    String id() {
        return user;
    }

    String path(String below) {
        return "/v1/users/" + Api.segment(user) + below + (tenant == null ? "" : "?tenantId=" + Api.segment(tenant));
    }
}
