package io.memoryorchestrator.api.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files under {@code wire/v1}, as the build has put them on the class path. */
final class WireFiles {
    static final String SCHEMA_SUFFIX = ".schema.json";

    private WireFiles() {}

    static List<Path> schemas() {
        return filesIn(root());
    }

    /** Every family that has a schema of its own. */
    static List<String> families() {
        return schemas().stream()
                .map(WireFiles::name)
                .map(name -> name.substring(0, name.length() - SCHEMA_SUFFIX.length()))
                .filter(family -> !family.equals("common"))
                .toList();
    }

    static List<Path> examples(String family) {
        return filesIn(root().resolve("examples").resolve(family));
    }

    static List<Path> refused(String family) {
        return filesIn(root().resolve("examples").resolve(family).resolve("refused"));
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static List<Path> filesIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        URL root = WireFiles.class.getResource("/wire/v1");
        if (root == null) {
            throw new IllegalStateException("wire/v1 is not on the class path");
        }
        try {
            return Path.of(root.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
