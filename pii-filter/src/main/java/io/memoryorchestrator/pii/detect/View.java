package io.memoryorchestrator.pii.detect;

import org.jspecify.annotations.Nullable;

/**
 * The text as detectors see it: disguises undone, each placeholder one {@linkplain Chars#BARRIER barrier}. Remembers where every
 * character came from, so that findings can be told in offsets of the original.
 */
final class View {

    private final String text;
    private final int @Nullable [] from;
    private final int @Nullable [] to;

    private View(String text, int @Nullable [] from, int @Nullable [] to) {
        this.text = text;
        this.from = from;
        this.to = to;
    }

    /** A view of text that needs no change. */
    static View plain(String text) {
        return new View(text, null, null);
    }

    /** A view whose character {@code i} stands for the original characters {@code from[i]} up to {@code to[i]}. */
    static View mapped(String text, int[] from, int[] to) {
        return new View(text, from, to);
    }

    String text() {
        return text;
    }

    /** The original offset at which the view's character begins. */
    int originalStart(int start) {
        return from == null ? start : from[start];
    }

    /** The original offset just after the view's last character before {@code end}. */
    int originalEnd(int end) {
        return to == null ? end : to[end - 1];
    }
}
