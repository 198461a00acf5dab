package io.memoryorchestrator.cli.privacy;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Passes lines on, counts them, and remembers how the last one began. */
final class LineCount extends FilterOutputStream {
    private static final int BEGINNING = 16;

    private final ByteArrayOutputStream beginning = new ByteArrayOutputStream(BEGINNING);
    private String last = "";
    private long lines;
    private long bytes;

    LineCount(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int next) throws IOException {
        out.write(next);
        count(next);
    }

    @Override
    public void write(byte[] from, int offset, int length) throws IOException {
        out.write(from, offset, length);
        for (int i = offset; i < offset + length; i++) {
            count(from[i]);
        }
    }

    private void count(int next) {
        bytes++;
        if (next == '\n') {
            lines++;
            last = beginning.toString(StandardCharsets.UTF_8);
            beginning.reset();
        } else if (beginning.size() < BEGINNING) {
            beginning.write(next);
        }
    }

    long lines() {
        return lines;
    }

    long bytes() {
        return bytes;
    }

    /** Whether the export came to its last line. */
    boolean endsWithEnd() {
        return last.startsWith("{\"end\":");
    }
}
