package io.memoryorchestrator.local.postgres;

import io.memoryorchestrator.local.LocalStackException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A small shell that outlives this JVM and then stops the throw-away cluster and deletes its folder.
 *
 * <p>It waits for the end of its standard input, which comes when this JVM ends, also by {@code kill -9}, where no
 * shutdown hook runs.
 */
final class Watchdog {

    private static final String SCRIPT = "trap '' INT TERM HUP; read -r word; [ \"$word\" = dismissed ] && exit 0;"
            + " folder=$0; cd /; \"$@\"; rm -rf -- \"$folder\"";

    // Without a reference from here the pipe would be closed when the object is collected.
    private static final Set<Watchdog> ON_DUTY = ConcurrentHashMap.newKeySet();

    private final Process shell;

    private Watchdog(Process shell) {
        this.shell = shell;
    }

    static Watchdog over(Cluster cluster, Path folder) {
        List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT, folder.toString()));
        words.addAll(cluster.pgCtl("stop", "-m", "immediate", "-w", "-t", "30").words());
        try {
            Process shell = new ProcessBuilder(words)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Watchdog watchdog = new Watchdog(shell);
            ON_DUTY.add(watchdog);
            return watchdog;
        } catch (IOException e) {
            throw new LocalStackException("could not watch over the test database in " + folder, e);
        }
    }

    /** Ends it without its doing anything. */
    void dismiss() {
        if (!ON_DUTY.remove(this)) {
            return;
        }
        try (var input = shell.outputWriter()) {
            input.write("dismissed\n");
        } catch (IOException e) {
            throw new LocalStackException("could not dismiss the watchdog " + shell.pid(), e);
        }
    }
}
