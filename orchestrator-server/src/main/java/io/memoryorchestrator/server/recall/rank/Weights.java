package io.memoryorchestrator.server.recall.rank;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** What each {@link Feature} counts. The defaults stand in {@code weights.properties} beside this class. */
public final class Weights {

    private final Map<Feature, Double> byFeature;

    private Weights(Map<Feature, Double> byFeature) {
        this.byFeature = byFeature;
    }

    /** The fitted weights that come with the application. */
    public static Weights defaults() {
        return Loaded.DEFAULTS;
    }

    /** The names that weights have in the weights file. */
    public static List<String> names() {
        return Arrays.stream(Feature.values()).map(Feature::key).toList();
    }

    public double of(Feature feature) {
        return byFeature.getOrDefault(feature, 0.0);
    }

    /**
     * These weights with some of them replaced.
     *
     * @param changed by the name in the weights file, such as {@code speaker} or {@code words-window}
     * @throws IllegalArgumentException when a name is unknown, or a value not finite
     */
    public Weights with(Map<String, Double> changed) {
        Map<Feature, Double> all = new EnumMap<>(Feature.class);
        all.putAll(byFeature);
        changed.forEach((name, value) -> all.put(feature(name), finite(name, value)));
        return new Weights(all);
    }

    /** These weights with no regard to words, for a question that is not to be answered by words. */
    public Weights withoutWords() {
        Map<Feature, Double> less = new EnumMap<>(Feature.class);
        byFeature.forEach((feature, weight) -> less.put(feature, feature.readsWords() ? 0.0 : weight));
        return new Weights(less);
    }

    /** Reads a weights file: {@code name=value} lines in the form of Java properties. */
    public static Weights read(Reader file) throws IOException {
        Properties lines = new Properties();
        lines.load(file);
        Map<Feature, Double> byFeature = new EnumMap<>(Feature.class);
        for (String name : lines.stringPropertyNames()) {
            byFeature.put(feature(name), number(name, lines.getProperty(name)));
        }
        return new Weights(byFeature);
    }

    private static Feature feature(String name) {
        for (Feature feature : Feature.values()) {
            if (feature.key().equals(name)) {
                return feature;
            }
        }
        throw new IllegalArgumentException("there is no weight " + name + "; there are " + String.join(", ", names()));
    }

    private static double number(String name, String value) {
        try {
            return finite(name, Double.parseDouble(value.strip()));
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("the weight " + name + " must be a number and is " + value, notANumber);
        }
    }

    private static double finite(String name, double value) {
        if (!Double.isFinite(value) || Math.abs(value) > 1_000) {
            throw new IllegalArgumentException("the weight " + name + " must lie between -1000 and 1000");
        }
        return value;
    }

    private static final class Loaded {
        static final Weights DEFAULTS = load();

        private static Weights load() {
            try (InputStream in = Weights.class.getResourceAsStream("weights.properties")) {
                if (in == null) {
                    throw new IllegalStateException("weights.properties is missing from the application");
                }
                return read(new InputStreamReader(in, StandardCharsets.UTF_8));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
