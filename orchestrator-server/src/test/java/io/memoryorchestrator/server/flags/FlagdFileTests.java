package io.memoryorchestrator.server.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.OpenFeatureAPI;
import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.flags.flagd.FlagdFileAutoConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The provider is replaced by configuration: flags from a file in flagd's format. */
class FlagdFileTests {
    private static final String FILE = """
            { "metadata": { "version": "%s" },
              "flags": {
                "mem0": { "state": "ENABLED", "variants": { "on": true, "off": false }, "defaultVariant": "%s",
                  "targeting": { "if": [ { "==": [ { "var": "tenant" }, "acme" ] }, "on", null ] } },
                "cache": { "state": "ENABLED", "variants": { "on": true, "off": false }, "defaultVariant": "off",
                  "targeting": { "fractional": [ [ "on", 25 ], [ "off", 75 ] ] } } } }
            """;
    private static final UserRef ADA = new UserRef("acme", "ada");
    private static final UserRef BOB = new UserRef("other", "bob");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theFileDecidesByTenantAndByShareOfTheUsersAndChangesAreSeen() throws IOException {
        Path file = folder.resolve("flags.json");
        Files.writeString(file, FILE.formatted("1", "off"));
        runner(file).run(context -> {
            OpenFeatureAPI api = OpenFeatureAPI.createIsolated();
            try {
                FlagSource source = new OutsideSource(context.getBean(FeatureProvider.class));
                api.setProviderAndWait(source.provider());
                Flags flags = new Flags(api.getClient(), Map.of("mem0", true, "cache", true, "supabase", true));

                assertThat(flags.decide("mem0", ADA))
                        .isEqualTo(new FlagDecision("mem0", true, "on", "TARGETING_MATCH", "1", "1"));
                assertThat(flags.decide("mem0", BOB).enabled()).isFalse();
                long share = IntStream.range(0, 2_000)
                        .filter(i -> flags.decide("cache", new UserRef("acme", "user-" + i))
                                .enabled())
                        .count();
                assertThat(share / 2_000.0).isBetween(0.21, 0.29);
                assertThat(flags.under(ADA).on("supabase"))
                        .as("what the file lacks is as configured")
                        .isTrue();
                assertThat(flags.under(ADA).name()).isEqualTo("1");
                assertThat(source.rules()).isEmpty();

                Path next = folder.resolve("next.json");
                Files.writeString(next, FILE.formatted("2", "on"));
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
                await().atMost(Duration.ofSeconds(20))
                        .until(() -> flags.decide("mem0", BOB).enabled());
                assertThat(flags.decide("mem0", BOB).snapshot()).isEqualTo("2");
            } finally {
                api.shutdown();
            }
        });
    }

    @Test
    void aMissingFileStopsTheStartAndIsNamed() {
        runner(folder.resolve("none.json"))
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessageContaining("orchestrator.flags.flagd-file")
                        .hasMessageContaining("none.json"));
    }

    private static ApplicationContextRunner runner(Path file) {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(FlagdFileAutoConfiguration.class))
                .withPropertyValues(
                        "orchestrator.flags.provider=flagd-file",
                        "orchestrator.flags.interval=100ms",
                        "orchestrator.flags.flagd-file=" + file);
    }
}
