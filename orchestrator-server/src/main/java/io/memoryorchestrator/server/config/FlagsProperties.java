package io.memoryorchestrator.server.config;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the feature flags are kept.
 *
 * @param provider where the feature flags are kept: {@code postgres} (the canonical store, the same for every process) or
 *     {@code flagd-file} (a file that somebody else distributes; needs the module flags-flagd)
 * @param interval between two looks for changes; every process has obeyed a change after this and one query
 * @param flagdFile the file, in flagd's format, for {@code flagd-file}
 */
record FlagsProperties(
        @DefaultValue("postgres") @Pattern(regexp = "postgres|flagd-file")
        String provider,

        @DefaultValue("1s") @NotNull Duration interval,
        @DefaultValue("") String flagdFile) {}
