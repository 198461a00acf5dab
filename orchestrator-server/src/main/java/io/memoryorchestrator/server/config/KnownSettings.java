package io.memoryorchestrator.server.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The settings that some module on the class path describes. Those that are maps take any key. */
final class KnownSettings {
    static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("orchestrator");
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    private final Map<ConfigurationPropertyName, Boolean> mapsByName;

    private KnownSettings(Map<ConfigurationPropertyName, Boolean> mapsByName) {
        this.mapsByName = Map.copyOf(mapsByName);
    }

    static KnownSettings onClassPath(ClassLoader loader) {
        Map<ConfigurationPropertyName, Boolean> mapsByName = new HashMap<>();
        try {
            for (URL metadata : Collections.list(loader.getResources(METADATA))) {
                try (InputStream json = metadata.openStream()) {
                    for (JsonNode property : JsonMapper.shared().readTree(json).path("properties")) {
                        var name = ConfigurationPropertyName.of(
                                property.path("name").asString());
                        if (ROOT.isAncestorOf(name)) {
                            mapsByName.put(
                                    name, property.path("type").asString("").startsWith("java.util.Map"));
                        }
                    }
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new KnownSettings(mapsByName);
    }

    /** Whether it is one of them, an element or key of one, or an empty section above one. */
    boolean has(ConfigurationPropertyName name) {
        ConfigurationPropertyName whole = withoutIndex(name);
        return mapsByName.containsKey(whole)
                || mapsByName.entrySet().stream()
                        .anyMatch(known -> whole.isAncestorOf(known.getKey())
                                || known.getValue() && known.getKey().isAncestorOf(whole));
    }

    /** The same for the name of a variable, where a dash may have become an underscore, which reads as a dot. */
    boolean hasVariable(ConfigurationPropertyName name) {
        ConfigurationPropertyName whole = withoutIndex(name);
        return has(name)
                || mapsByName.entrySet().stream().anyMatch(known -> {
                    var dotted = ConfigurationPropertyName.of(
                            known.getKey().toString().replace('-', '.'));
                    return dotted.equals(whole) || known.getValue() && dotted.isAncestorOf(whole);
                });
    }

    /** The name that was probably meant; empty when none is alike. */
    Optional<String> nearestTo(ConfigurationPropertyName name) {
        record Near(String name, int changes) {}
        ConfigurationPropertyName whole = withoutIndex(name);
        return mapsByName.entrySet().stream()
                .map(known -> {
                    // What follows a map is a key of the writer's own.
                    int elements = known.getKey().getNumberOfElements();
                    ConfigurationPropertyName compared = known.getValue() ? whole.chop(elements) : whole;
                    String text = known.getKey().toString();
                    return new Near(text, Spelling.changes(compared.toString(), text));
                })
                .filter(near -> near.changes()
                        <= (near.name().length() - ROOT.toString().length()) / 2)
                .min(Comparator.comparingInt(Near::changes).thenComparing(Near::name))
                .map(Near::name);
    }

    private static ConfigurationPropertyName withoutIndex(ConfigurationPropertyName name) {
        return name.isLastElementIndexed() ? withoutIndex(name.getParent()) : name;
    }
}
