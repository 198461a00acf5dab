package io.memoryorchestrator.cli.console;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Shows how far long work has come. Safe to use from several threads; close it to end its line. */
public final class ProgressBar implements AutoCloseable {

    private static final int WIDTH = 30;
    private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();
    private static final long LINE_NANOS = Duration.ofSeconds(5).toNanos();

    private final PrintStream err;
    private final boolean terminal;
    private final String what;
    private final long total;
    private final long started = System.nanoTime();
    private long done;
    private long lastDrawn = started;

    ProgressBar(PrintStream err, boolean terminal, String what, long total) {
        this.err = err;
        this.terminal = terminal;
        this.what = what;
        this.total = total;
    }

    public synchronized void advance(long more) {
        done += more;
        long now = System.nanoTime();
        if (now - lastDrawn >= (terminal ? REDRAW_NANOS : LINE_NANOS)) {
            lastDrawn = now;
            draw(now);
        }
    }

    @Override
    public synchronized void close() {
        if (terminal) {
            draw(System.nanoTime());
            err.println();
        }
    }

    private void draw(long now) {
        String text = text(what, done, total, Duration.ofNanos(now - started));
        if (terminal) {
            err.print("\r" + text);
            err.flush();
        } else {
            err.println(text);
        }
    }

    static String text(String what, long done, long total, Duration since) {
        double seconds = Math.max(0.001, since.toMillis() / 1000.0);
        String rate = String.format(Locale.ROOT, "%,.0f/s", done / seconds);
        if (total <= 0) {
            return String.format(Locale.ROOT, "%s %,d  %s", what, done, rate);
        }
        int filled = (int) (WIDTH * Math.min(done, total) / total);
        String bar = "#".repeat(filled) + "-".repeat(WIDTH - filled);
        return String.format(Locale.ROOT, "%s [%s] %,d of %,d  %s", what, bar, done, total, rate);
    }
}
