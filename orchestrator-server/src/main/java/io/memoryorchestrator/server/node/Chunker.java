package io.memoryorchestrator.server.node;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Cuts a document into chunks at sentences, so that each is about one thing and fits what an embedding model reads. */
final class Chunker {
    /** About 250 tokens: well inside the 512 that small embedding models read, in any language that uses letters. */
    static final int CHARACTERS = 1_000;

    private Chunker() {}

    static List<String> chunks(String text) {
        List<String> chunks = new ArrayList<>();
        StringBuilder chunk = new StringBuilder();
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        sentences.setText(text);
        int from = sentences.first();
        for (int to = sentences.next(); to != BreakIterator.DONE; from = to, to = sentences.next()) {
            if (chunk.length() + to - from > CHARACTERS) {
                add(chunk, chunks);
            }
            chunk.append(text, from, to);
            while (chunk.length() > CHARACTERS) {
                int cut = cut(chunk);
                String rest = chunk.substring(cut);
                chunk.setLength(cut);
                add(chunk, chunks);
                chunk.append(rest);
            }
        }
        add(chunk, chunks);
        return chunks;
    }

    /** A sentence without end is cut at its last space, and a word without end between two characters. */
    private static int cut(StringBuilder chunk) {
        int space = chunk.lastIndexOf(" ", CHARACTERS);
        if (space > CHARACTERS / 2) {
            return space;
        }
        return Character.isLowSurrogate(chunk.charAt(CHARACTERS)) ? CHARACTERS - 1 : CHARACTERS;
    }

    private static void add(StringBuilder chunk, List<String> chunks) {
        String text = chunk.toString().strip();
        if (!text.isEmpty()) {
            chunks.add(text);
        }
        chunk.setLength(0);
    }
}
