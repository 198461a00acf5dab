package io.memoryorchestrator.api.docs;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The server's application.yml as flat properties, and the environment variables in it. */
final class ApplicationSettings {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+):?([^}]*)}");

    private final Map<String, String> values = new LinkedHashMap<>();

    ApplicationSettings(Path file) {
        flatten("", new YAMLMapper().readTree(file.toFile()));
    }

    private void flatten(String prefix, JsonNode node) {
        node.properties().forEach(entry -> {
            String name = prefix.isEmpty() ? entry.getKey() : prefix + "." + entry.getKey();
            if (entry.getValue().isObject()) {
                flatten(name, entry.getValue());
            } else {
                values.put(name, entry.getValue().asString());
            }
        });
    }

    /** Every environment variable, with the properties that it sets and what counts when it is absent. */
    Map<String, Variable> variables() {
        Map<String, Variable> variables = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            Matcher matcher = VARIABLE.matcher(value);
            if (matcher.matches()) {
                variables.merge(
                        matcher.group(1),
                        new Variable(name, matcher.group(2)),
                        (first, second) -> new Variable(first.properties() + ", " + name, first.fallback()));
            }
        });
        return variables;
    }

    /** What the file says a property is when no variable is set; the given one where it says nothing. */
    String fallback(String name, String otherwise) {
        String value = values.get(name);
        if (value == null) {
            return otherwise;
        }
        Matcher matcher = VARIABLE.matcher(value);
        return matcher.matches() ? matcher.group(2) : value;
    }

    /** @param properties one or more, separated by commas */
    record Variable(String properties, String fallback) {}
}
