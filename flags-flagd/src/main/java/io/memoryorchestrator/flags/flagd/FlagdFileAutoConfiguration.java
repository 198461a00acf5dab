package io.memoryorchestrator.flags.flagd;

import dev.openfeature.contrib.providers.flagd.Config;
import dev.openfeature.contrib.providers.flagd.FlagdOptions;
import dev.openfeature.contrib.providers.flagd.FlagdProvider;
import dev.openfeature.sdk.FeatureProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Makes the provider where {@code orchestrator.flags.provider=flagd-file}; it reads the file again when it was changed. */
@AutoConfiguration
@ConditionalOnProperty(prefix = "orchestrator.flags", name = "provider", havingValue = "flagd-file")
public final class FlagdFileAutoConfiguration {
    /** flagd's own second is too short for a busy machine, and its end is the end of the start. */
    private static final int FIRST_READING_MILLIS = 10_000;

    @Bean
    @ConditionalOnMissingBean
    FeatureProvider flagdFile(Environment environment) {
        String file = environment.getProperty("orchestrator.flags.flagd-file", "");
        if (file.isBlank() || !Files.isReadable(Path.of(file))) {
            throw new IllegalArgumentException("orchestrator.flags.flagd-file is '" + file
                    + "', which is no readable file; name one in flagd's format, such as {\"flags\":{}}");
        }
        Duration interval = DurationStyle.detectAndParse(environment.getProperty("orchestrator.flags.interval", "1s"));
        return new FlagdProvider(FlagdOptions.builder()
                .resolverType(Config.Resolver.FILE)
                .offlineFlagSourcePath(file)
                .deadline(FIRST_READING_MILLIS)
                .offlinePollIntervalMs(Math.toIntExact(interval.toMillis()))
                .build());
    }
}
