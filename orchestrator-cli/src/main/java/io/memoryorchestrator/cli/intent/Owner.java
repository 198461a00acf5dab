package io.memoryorchestrator.cli.intent;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whose turns they are, for lines of a transcript that do not say. */
final class Owner {

    @Option(names = "--tenant", paramLabel = "ID", description = "tenantId of lines without one.")
    private @Nullable String tenant;

    @Option(names = "--user", paramLabel = "ID", description = "userId of lines without one.")
    private @Nullable String user;

    @Option(names = "--session", paramLabel = "ID", description = "sessionId of lines without one.")
    private @Nullable String session;

    Transcript.Defaults defaults() {
        return new Transcript.Defaults(tenant, user, session);
    }
}
