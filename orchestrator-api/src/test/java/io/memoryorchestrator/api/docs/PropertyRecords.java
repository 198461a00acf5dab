package io.memoryorchestrator.api.docs;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Reads the records that settings are bound to, from their sources: names, defaults, and what the Javadoc says. */
final class PropertyRecords {
    private static final Pattern UNICODE_ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})", Pattern.CASE_INSENSITIVE);

    private final List<ConfigurationProperty> found = new ArrayList<>();
    private final DocTrees docs;
    private final List<CompilationUnitTree> units;
    private final Map<String, ClassTree> types = new HashMap<>();
    private @Nullable ClassTree outermost;

    private PropertyRecords(DocTrees docs, List<CompilationUnitTree> units) {
        this.docs = docs;
        this.units = units;
    }

    /** The properties of every {@code *Properties.java} in the modules of the project, by module and file name. */
    static List<ConfigurationProperty> of(Path project) {
        List<ConfigurationProperty> properties = new ArrayList<>();
        try (DirectoryStream<Path> sources = Files.newDirectoryStream(project, "*")) {
            StreamSupport.stream(sources.spliterator(), false)
                    .map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .sorted()
                    .forEach(folder -> properties.addAll(below(folder)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static List<ConfigurationProperty> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            Map<Path, List<Path>> packages = files.filter(
                            file -> file.toString().endsWith("Properties.java"))
                    .sorted()
                    .collect(Collectors.groupingBy(Path::getParent, TreeMap::new, Collectors.toList()));
            return packages.values().stream()
                    .flatMap(sources -> in(sources).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An area's record may stand in a file of its own, beside the record that it is a part of. */
    private static List<ConfigurationProperty> in(List<Path> sources) {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, null, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(sources));
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            PropertyRecords records = new PropertyRecords(DocTrees.instance(task), units);
            records.read();
            return records.found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        List<ClassTree> outer = units.stream()
                .flatMap(unit -> unit.getTypeDecls().stream())
                .filter(ClassTree.class::isInstance)
                .map(ClassTree.class::cast)
                .toList();
        for (ClassTree type : outer) {
            types.clear();
            outer.forEach(sibling -> types.put(sibling.getSimpleName().toString(), sibling));
            readOuter(type);
        }
    }

    private void readOuter(ClassTree outer) {
        Optional<AnnotationTree> binding = annotation(outer.getModifiers().getAnnotations(), "ConfigurationProperties");
        if (binding.isEmpty()) {
            return;
        }
        Map<String, String> constants = new HashMap<>();
        for (Tree member : outer.getMembers()) {
            if (member instanceof ClassTree inner) {
                types.put(inner.getSimpleName().toString(), inner);
            }
            if (member instanceof VariableTree field && field.getInitializer() instanceof LiteralTree literal) {
                constants.put(field.getName().toString(), String.valueOf(literal.getValue()));
            }
        }
        String prefix = text(binding.get(), constants);
        outermost = outer;
        read(outer, prefix);
    }

    private void read(ClassTree type, String prefix) {
        Map<String, String> meanings = meanings(type);
        for (Tree member : type.getMembers()) {
            if (!(member instanceof VariableTree component) || isStatic(component)) {
                continue;
            }
            String name = prefix + "." + kebab(component.getName().toString());
            ClassTree inner = types.get(component.getType().toString());
            if (inner != null) {
                read(inner, name);
                continue;
            }
            String fallback = annotation(component.getModifiers().getAnnotations(), "DefaultValue")
                    .map(annotation -> text(annotation, Map.of()))
                    .orElse("");
            String meaning = meanings.getOrDefault(component.getName().toString(), "");
            if (meaning.isEmpty() && type != outermost) {
                meaning = summary(type) + ": "
                        + kebab(component.getName().toString()).replace('-', ' ');
            }
            found.add(new ConfigurationProperty(name, fallback, meaning));
        }
    }

    private Map<String, String> meanings(ClassTree type) {
        Map<String, String> meanings = new HashMap<>();
        DocCommentTree comment = comment(type);
        if (comment != null) {
            comment.getBlockTags().stream()
                    .filter(ParamTree.class::isInstance)
                    .map(ParamTree.class::cast)
                    .forEach(tag -> meanings.put(tag.getName().toString(), plain(tag.getDescription())));
        }
        return meanings;
    }

    private @Nullable DocCommentTree comment(ClassTree type) {
        return units.stream()
                .map(unit -> TreePath.getPath(unit, type))
                .filter(Objects::nonNull)
                .findFirst()
                .map(docs::getDocCommentTree)
                .orElse(null);
    }

    /** What a group of settings is about, for one that does not explain each of them. */
    private String summary(ClassTree type) {
        DocCommentTree comment = comment(type);
        String sentence = comment == null ? "" : plain(comment.getFirstSentence());
        return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private static boolean isStatic(VariableTree field) {
        return field.getModifiers().getFlags().stream()
                .anyMatch(flag -> flag.name().equals("STATIC"));
    }

    private static Optional<AnnotationTree> annotation(List<? extends AnnotationTree> annotations, String name) {
        return annotations.stream()
                .filter(each -> each.getAnnotationType().toString().equals(name))
                .map(AnnotationTree.class::cast)
                .findFirst();
    }

    /** The value of an annotation, be it a literal or a constant of the same class; empty when it has none. */
    private static String text(AnnotationTree annotation, Map<String, String> constants) {
        if (annotation.getArguments().isEmpty()) {
            return "";
        }
        ExpressionTree argument = annotation.getArguments().getFirst();
        ExpressionTree value = argument instanceof AssignmentTree assignment ? assignment.getExpression() : argument;
        if (value instanceof NewArrayTree several) {
            return several.getInitializers().stream()
                    .map(each -> String.valueOf(((LiteralTree) each).getValue()))
                    .collect(Collectors.joining(","));
        }
        if (value instanceof LiteralTree literal) {
            return String.valueOf(literal.getValue());
        }
        String constant = value.toString();
        @Nullable String known = constants.get(constant.substring(constant.lastIndexOf('.') + 1));
        if (known == null) {
            throw new IllegalStateException("the value of " + annotation + " cannot be read from its source");
        }
        return known;
    }

    private static String plain(List<?> description) {
        String joined =
                String.join("", description.stream().map(String::valueOf).toList());
        // The tree's text form escapes what is not ASCII.
        return UNICODE_ESCAPE
                .matcher(joined)
                .replaceAll(escape -> Character.toString(Integer.parseInt(escape.group(1), 16)))
                .replaceAll("\\{@(?:code|link|linkplain) ([^}]*)}", "`$1`")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
