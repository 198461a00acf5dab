package io.memoryorchestrator.api.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocumentLinksTests {
    private static final Path ROOT = Path.of("..");
    private static final Pattern RELATIVE_LINK = Pattern.compile("]\\((?!https?:|mailto:|#)([^)\\s#]+)");

    @Test
    void everyLinkInsideTheProjectLeadsSomewhere() throws IOException {
        List<String> dead = new ArrayList<>();
        List<Path> documents = documents();
        for (Path document : documents) {
            RELATIVE_LINK.matcher(Files.readString(document)).results().forEach(link -> {
                if (!Files.exists(document.resolveSibling(link.group(1)))) {
                    dead.add(ROOT.relativize(document) + " -> " + link.group(1));
                }
            });
        }

        assertThat(documents).hasSizeGreaterThan(8);
        assertThat(dead).isEmpty();
    }

    /** Those at the root, the README of each module, and all of docs. */
    private static List<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                DirectoryStream<Path> root = Files.newDirectoryStream(ROOT)) {
            docs.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
            for (Path each : root) {
                Path document = Files.isDirectory(each) ? each.resolve("README.md") : each;
                if (document.toString().endsWith(".md") && Files.exists(document)) {
                    documents.add(document);
                }
            }
        }
        return documents;
    }
}
