package io.memoryorchestrator.server.node;

import io.memoryorchestrator.api.node.Document;
import io.memoryorchestrator.api.node.Fact;
import io.memoryorchestrator.api.node.Message;
import io.memoryorchestrator.api.node.NodeEmbedding;
import io.memoryorchestrator.api.node.NodeEntry;
import io.memoryorchestrator.api.node.NodeFilter;
import io.memoryorchestrator.api.node.NodeHit;
import io.memoryorchestrator.api.node.NodeKind;
import io.memoryorchestrator.api.node.NodeMatch;
import io.memoryorchestrator.api.node.NodeQuery.Nearest;
import io.memoryorchestrator.api.node.NodeQuery.Select;
import io.memoryorchestrator.api.node.Rule;
import io.memoryorchestrator.api.node.VectorMemory;
import io.memoryorchestrator.server.recall.text.Analyzer;
import io.memoryorchestrator.server.recall.text.Word;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers questions from lists of entries that live. */
final class InProcessSelection {
    private static final Comparator<NodeMatch> BEST_FIRST = Comparator.comparingDouble(InProcessSelection::score)
            .reversed()
            .thenComparing(match -> match.entry().key())
            .thenComparingInt(match -> match.chunk() == null ? 0 : match.chunk());

    private InProcessSelection() {}

    static List<NodeMatch> select(List<NodeEntry> living, Select select) {
        String words = select.words();
        if (words != null) {
            return byWords(living, words).stream()
                    .filter(match -> matches(match.entry(), select.filter()))
                    .sorted(BEST_FIRST)
                    .skip(select.offset())
                    .limit(select.limit())
                    .toList();
        }
        List<NodeMatch> matches = living.stream()
                .filter(entry -> matches(entry, select.filter()))
                .sorted(order(select.kind()))
                .skip(select.offset())
                .limit(select.limit())
                .map(NodeMatch::plain)
                .toList();
        return select.kind() == NodeKind.MESSAGE ? matches.reversed() : matches;
    }

    static List<NodeMatch> nearest(List<NodeEntry> living, Nearest nearest) {
        return living.stream()
                .filter(entry -> matches(entry, nearest.filter()))
                .flatMap(entry -> vectors(entry, nearest.question()))
                .sorted(BEST_FIRST)
                .limit(nearest.limit())
                .toList();
    }

    static List<NodeHit> find(List<NodeEntry> living, String query, int limit) {
        return byWords(living, query).stream()
                .sorted(Comparator.comparingDouble(InProcessSelection::score)
                        .reversed()
                        .thenComparing(match -> match.entry().occurredAt(), Comparator.reverseOrder())
                        .thenComparing(match -> match.entry().node().nodeId())
                        .thenComparing(match -> match.entry().key()))
                .limit(limit)
                .map(match -> new NodeHit(
                        match.entry().node(),
                        match.entry().kind(),
                        match.entry().key(),
                        match.entry().value().words(),
                        match.entry().occurredAt(),
                        score(match)))
                .toList();
    }

    private static Comparator<NodeEntry> order(NodeKind kind) {
        Comparator<NodeEntry> byKey = Comparator.comparing(NodeEntry::key);
        return switch (kind) {
            case MESSAGE ->
                Comparator.comparingLong(entry -> -Objects.requireNonNull(((Message) entry.value()).position()));
            case SUMMARY, VECTOR, EPISODE ->
                Comparator.comparing(NodeEntry::occurredAt).reversed().thenComparing(byKey);
            case FACT ->
                Comparator.<NodeEntry>comparingDouble(entry -> -((Fact) entry.value()).confidence())
                        .thenComparing(byKey);
            case RULE ->
                Comparator.<NodeEntry>comparingInt(entry -> -((Rule) entry.value()).priority())
                        .thenComparing(byKey);
            default -> byKey;
        };
    }

    private static boolean matches(NodeEntry entry, NodeFilter filter) {
        Map<String, @Nullable Object> fields = entry.value().fields();
        return filter.equal().entrySet().stream()
                        .allMatch(each -> each.getValue().equals(String.valueOf(fields.get(each.getKey()))))
                && filter.atLeast().entrySet().stream()
                        .allMatch(each -> fields.get(each.getKey()) instanceof Number number
                                && number.doubleValue() >= each.getValue())
                && (filter.namespace() == null || filter.namespace().equals(String.valueOf(entry.namespace())))
                && (filter.since() == null || !entry.occurredAt().isBefore(filter.since()))
                && (filter.until() == null || entry.occurredAt().isBefore(filter.until()));
    }

    private static Stream<NodeMatch> vectors(NodeEntry entry, NodeEmbedding question) {
        return switch (entry.value()) {
            case VectorMemory vector
            when vector.embedding().model().equals(question.model()) ->
                Stream.of(new NodeMatch(entry, vector.embedding().similarity(question), null, null, null));
            case Document document ->
                chunks(entry, document).filter(match -> near(match, question)).map(match -> {
                    NodeEmbedding embedding =
                            Objects.requireNonNull(chunk(match).embedding());
                    return new NodeMatch(match.entry(), embedding.similarity(question), match.chunk(), null, null);
                });
            default -> Stream.empty();
        };
    }

    private static boolean near(NodeMatch match, NodeEmbedding question) {
        NodeEmbedding embedding = chunk(match).embedding();
        return embedding != null && embedding.model().equals(question.model());
    }

    /** A document as matches of its chunks, each with the document reduced to that chunk. */
    private static Stream<NodeMatch> chunks(NodeEntry entry, Document document) {
        return IntStream.range(0, document.chunks().size())
                .mapToObj(i -> new NodeMatch(
                        entry.with(new Document(
                                document.collection(),
                                document.title(),
                                List.of(document.chunks().get(i)))),
                        null,
                        i,
                        null,
                        null));
    }

    private static Document.Chunk chunk(NodeMatch match) {
        return ((Document) match.entry().value()).chunks().getFirst();
    }

    /** Each word weighs by how rare it is among the texts; a text scores the sum of the words that it has. */
    private static List<NodeMatch> byWords(List<NodeEntry> living, String query) {
        Set<String> wanted = terms(query);
        Map<String, Integer> counts = new HashMap<>();
        List<NodeMatch> texts = new ArrayList<>();
        List<Set<String>> found = new ArrayList<>();
        for (NodeEntry entry : living) {
            Stream<NodeMatch> parts = entry.value() instanceof Document document
                    ? chunks(entry, document)
                    : Stream.of(NodeMatch.plain(entry));
            parts.forEach(part -> {
                Set<String> terms = terms(part.entry().value().words());
                terms.retainAll(wanted);
                terms.forEach(term -> counts.merge(term, 1, Integer::sum));
                texts.add(part);
                found.add(terms);
            });
        }
        List<NodeMatch> matches = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            if (!found.get(i).isEmpty()) {
                NodeMatch text = texts.get(i);
                double score = found.get(i).stream()
                        .mapToDouble(term -> weight(counts.getOrDefault(term, 0), texts.size()))
                        .sum();
                matches.add(new NodeMatch(text.entry(), score, text.chunk(), null, null));
            }
        }
        return matches;
    }

    private static double weight(int having, int texts) {
        return Math.log(1 + (texts - having + 0.5) / (having + 0.5));
    }

    private static Set<String> terms(String text) {
        return Analyzer.words(text).stream().map(Word::term).collect(Collectors.toSet());
    }

    private static double score(NodeMatch match) {
        return match.score() == null ? 0 : match.score();
    }
}
