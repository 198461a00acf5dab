package io.memoryorchestrator.server.redaction.entities;

import java.util.ArrayList;
import java.util.List;

/** Cuts text that is too long for one call, between words where there is a blank to cut at. */
final class TextPieces {
    private TextPieces() {}

    /**
     * A part of a text.
     *
     * @param offset where it begins in the whole text, in UTF-16 units
     */
    record Piece(String text, int offset) {}

    static List<Piece> of(String text, int longest) {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        while (text.length() - from > longest) {
            int to = cut(text, from, from + longest);
            pieces.add(new Piece(text.substring(from, to), from));
            from = to;
        }
        pieces.add(new Piece(text.substring(from), from));
        return pieces;
    }

    private static int cut(String text, int from, int to) {
        for (int at = to; at > from + (to - from) / 2; at--) {
            if (Character.isWhitespace(text.charAt(at - 1))) {
                return at;
            }
        }
        return Character.isLowSurrogate(text.charAt(to)) ? to - 1 : to;
    }
}
