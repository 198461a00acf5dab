package io.memoryorchestrator.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The README's configuration tables are written from the records that settings are bound to. */
class ReadmeConfigurationTests {
    private static final Path ROOT = Path.of("..");
    private static final Path README = ROOT.resolve("README.md");
    private static final String BEGIN = "<!-- configuration:begin -->\n";
    private static final String END = "<!-- configuration:end -->";

    /** Properties of Spring's own that have a variable of ours. */
    private static final Map<String, String> OF_SPRING = Map.of(
            "spring.kafka.bootstrap-servers", "where the Kafka brokers are",
            "server.address", "the address that both ports listen on",
            "server.port", "the HTTP port",
            "management.server.port", "the port of health and metrics",
            "management.opentelemetry.tracing.export.otlp.endpoint", "where traces are sent; empty sends none");

    private final List<ConfigurationProperty> properties = PropertyRecords.of(ROOT);
    private final ApplicationSettings settings =
            new ApplicationSettings(ROOT.resolve("orchestrator-server/src/main/resources/application.yml"));

    @Test
    void everySettingIsExplained() {
        assertThat(properties).hasSizeGreaterThan(20);
        assertThat(properties).extracting(ConfigurationProperty::name).doesNotHaveDuplicates();
        assertThat(properties)
                .filteredOn(property -> property.meaning().isBlank())
                .as("properties without an @param on their record and without a sentence on it")
                .isEmpty();
    }

    @Test
    void theReadmeShowsTheSettingsThereAre() throws IOException {
        String readme = Files.readString(README);
        int begin = readme.indexOf(BEGIN) + BEGIN.length();
        int end = readme.indexOf(END);
        if ("write".equals(System.getProperty("readme"))) {
            Files.writeString(README, readme.substring(0, begin) + tables() + readme.substring(end));
            return;
        }

        assertThat(readme.substring(begin, end))
                .as("the README differs from the settings: mvn -pl orchestrator-api test"
                        + " -Dtest=ReadmeConfigurationTests -Dreadme=write, and commit it")
                .isEqualTo(tables());
    }

    private String tables() {
        return "| variable | default | |\n|---|---|---|\n" + variables()
                + "\n<details><summary>All properties</summary>\n\n" + "| property | default | |\n|---|---|---|\n"
                + all() + "\n</details>\n";
    }

    private String variables() {
        Map<String, String> meanings = new TreeMap<>(OF_SPRING);
        properties.forEach(property -> meanings.put(property.name(), property.meaning()));
        StringBuilder rows = new StringBuilder();
        new TreeMap<>(settings.variables()).forEach((name, variable) -> {
            String meaning = Arrays.stream(variable.properties().split(", "))
                    .map(meanings::get)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseThrow(() ->
                            new AssertionError("nothing explains " + name + ", which sets " + variable.properties()));
            rows.append(row(name, variable.fallback(), meaning + " (`" + variable.properties() + "`)"));
        });
        return rows.toString();
    }

    private String all() {
        StringBuilder rows = new StringBuilder();
        for (ConfigurationProperty property : properties) {
            String fallback = settings.fallback(property.name(), property.fallback());
            rows.append(row(property.name(), fallback, property.meaning()));
        }
        return rows.toString();
    }

    private static String row(String name, String fallback, String meaning) {
        return "| `" + name + "` | " + (fallback.isEmpty() ? "" : "`" + fallback + "`") + " | "
                + meaning.replace("|", "\\|") + " |\n";
    }
}
