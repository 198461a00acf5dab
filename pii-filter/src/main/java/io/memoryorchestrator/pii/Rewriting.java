package io.memoryorchestrator.pii;

import io.memoryorchestrator.pii.mask.Replacement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Replaces findings and looks again until nothing is left, so that redacting twice is redacting once by construction: the last look at
 * the finished text found nothing. Offsets of later looks are brought back to the original text.
 */
final class Rewriting {

    /** One or two looks are usual. Past this many the text is built to defeat the filter and what remains of it is withheld. */
    private static final int MOST_LOOKS = 24;

    private final String original;
    private final PiiPolicy policy;
    private final List<Piece> pieces = new ArrayList<>();
    private String current;

    private Rewriting(String original, PiiPolicy policy) {
        this.original = original;
        this.policy = policy;
        this.current = original;
    }

    /** A finding with what stands in its place. */
    private record Piece(Finding finding, String replacement) {}

    static Redaction of(String text, List<Finding> first, PiiPolicy policy, Function<String, List<Finding>> look) {
        Rewriting rewriting = new Rewriting(text, policy);
        List<Finding> next = first;
        for (int looks = 1; !next.isEmpty(); looks++) {
            if (looks > MOST_LOOKS) {
                return withheld(text);
            }
            rewriting.apply(next);
            next = look.apply(rewriting.current);
        }
        return new Redaction(
                rewriting.current, rewriting.pieces.stream().map(Piece::finding).toList());
    }

    private static Redaction withheld(String text) {
        Finding all = new Finding(PiiType.CUSTOM, 0, text.length(), 1, "withheld");
        return new Redaction(PiiType.CUSTOM.placeholder(), List.of(all));
    }

    /** Takes findings in offsets of the current text. */
    private void apply(List<Finding> found) {
        List<Piece> added = new ArrayList<>(found.size());
        int shift = 0;
        int piece = 0;
        for (Finding finding : found) {
            while (piece < pieces.size() && pieces.get(piece).finding().start() + shift < finding.start()) {
                Piece earlier = pieces.get(piece++);
                shift += earlier.replacement().length() - earlier.finding().length();
            }
            int start = finding.start() - shift;
            int end = finding.end() - shift;
            Finding mapped = new Finding(finding.type(), start, end, finding.confidence(), finding.detector());
            added.add(new Piece(mapped, Replacement.of(finding.type(), original.substring(start, end), policy)));
        }
        pieces.addAll(added);
        pieces.sort(Comparator.comparingInt(p -> p.finding().start()));
        current = rewritten();
    }

    private String rewritten() {
        StringBuilder text = new StringBuilder(original.length() + 16);
        int at = 0;
        for (Piece piece : pieces) {
            text.append(original, at, piece.finding().start()).append(piece.replacement());
            at = piece.finding().end();
        }
        return text.append(original, at, original.length()).toString();
    }
}
