package io.memoryorchestrator.local.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The archive addresses this machine's own apt uses. They are read and never written into the project, for every
 * machine has its own mirror.
 *
 * <p>Understood are both forms of {@code sources.list(5)}: one line per entry, and the stanzas of deb822.
 */
final class AptSources {

    private static final Path LIST = Path.of("/etc/apt/sources.list");
    private static final Path PARTS = Path.of("/etc/apt/sources.list.d");

    private AptSources() {}

    /** Base addresses of the distribution's main archive, without a slash at the end; security-only ones left out. */
    static List<String> ofThisMachine() {
        Set<String> bases = new LinkedHashSet<>();
        if (Files.isRegularFile(LIST)) {
            bases.addAll(oneLine(read(LIST)));
        }
        if (Files.isDirectory(PARTS)) {
            try (Stream<Path> files = Files.list(PARTS)) {
                for (Path file : files.sorted().toList()) {
                    String name = file.getFileName().toString();
                    if (name.endsWith(".list")) {
                        bases.addAll(oneLine(read(file)));
                    } else if (name.endsWith(".sources")) {
                        bases.addAll(deb822(read(file)));
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot list " + PARTS, e);
            }
        }
        return bases.stream().flatMap(base -> mirrors(base).stream()).distinct().toList();
    }

    /** Addresses in lines such as {@code deb [signed-by=...] http://host/debian bookworm main}. */
    static List<String> oneLine(String text) {
        List<String> bases = new ArrayList<>();
        for (String line : text.lines().map(AptSources::withoutComment).toList()) {
            List<String> words = words(line.replaceAll("\\[[^\\]]*\\]", " "));
            if (words.size() >= 4 && words.getFirst().equals("deb")) {
                addIfMain(bases, words.get(1), List.of(words.get(2)), words.subList(3, words.size()));
            }
        }
        return bases;
    }

    /** Addresses in stanzas with {@code Types:}, {@code URIs:}, {@code Suites:} and {@code Components:}. */
    static List<String> deb822(String text) {
        List<String> bases = new ArrayList<>();
        for (String stanza : text.split("\\R[ \\t]*\\R", -1)) {
            boolean off = field(stanza, "Enabled").stream().anyMatch(AptSources::isNo);
            if (!off && field(stanza, "Types").contains("deb")) {
                for (String uri : field(stanza, "URIs")) {
                    addIfMain(bases, uri, field(stanza, "Suites"), field(stanza, "Components"));
                }
            }
        }
        return bases;
    }

    private static void addIfMain(List<String> bases, String uri, List<String> suites, List<String> components) {
        boolean wholeArchive = suites.stream().anyMatch(suite -> !suite.contains("security"));
        if (wholeArchive && components.contains("main")) {
            bases.add(uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri);
        }
    }

    /** The words of a field, which may go on in indented lines. */
    private static List<String> field(String stanza, String name) {
        StringBuilder value = new StringBuilder();
        boolean inside = false;
        for (String line : stanza.lines().toList()) {
            if (line.startsWith("#")) {
                continue;
            }
            boolean goesOn = line.startsWith(" ") || line.startsWith("\t");
            inside = goesOn ? inside : line.regionMatches(true, 0, name + ":", 0, name.length() + 1);
            if (inside) {
                value.append(' ').append(goesOn ? line : line.substring(name.length() + 1));
            }
        }
        return words(value.toString());
    }

    // Cloud images name a file that holds the addresses: mirror+file:/etc/apt/mirrors/debian.list
    private static List<String> mirrors(String base) {
        if (!base.startsWith("mirror+file:")) {
            return List.of(base);
        }
        Path file = Path.of(base.substring("mirror+file:".length()));
        return Files.isRegularFile(file)
                ? read(file)
                        .lines()
                        .map(AptSources::withoutComment)
                        .flatMap(line -> words(line).stream().limit(1))
                        .map(uri -> uri.replaceAll("/+$", ""))
                        .toList()
                : List.of();
    }

    private static boolean isNo(String word) {
        return Set.of("no", "false", "off", "0").contains(word.toLowerCase(java.util.Locale.ROOT));
    }

    private static String withoutComment(String line) {
        int hash = line.indexOf('#');
        return hash < 0 ? line : line.substring(0, hash);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
