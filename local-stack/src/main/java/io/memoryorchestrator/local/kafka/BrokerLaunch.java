package io.memoryorchestrator.local.kafka;

import io.memoryorchestrator.local.LocalStackException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** Starts the child JVM of a broker. */
final class BrokerLaunch {

    // Without a reference from here the pipe to the child would be closed when the object is collected.
    private static final ConcurrentHashMap<Long, Process> BOUND_TO_THIS_JVM = new ConcurrentHashMap<>();

    private BrokerLaunch() {}

    static Process start(KafkaOptions options, Path log, int port, int controllerPort) {
        List<String> words = new ArrayList<>();
        if (!options.throwAway() && Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            // A session of its own: ending the terminal or the process group of the caller does not end the broker.
            words.add("/usr/bin/setsid");
        }
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("@" + argumentFile(options));
        words.add(KafkaBrokerMain.class.getName());
        words.add(options.folder().toString());
        words.add(Integer.toString(port));
        words.add(Integer.toString(controllerPort));
        words.add(options.throwAway() ? KafkaBrokerMain.WITH_PARENT : KafkaBrokerMain.ALONE);
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(options.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        if (!options.throwAway()) {
            builder.redirectInput(new File("/dev/null"));
        }
        // Options meant for this JVM (a debugger's port, an agent) would break or slow the child.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"));
        try {
            Process process = builder.start();
            if (options.throwAway()) {
                BOUND_TO_THIS_JVM.put(process.pid(), process);
                process.onExit().thenAccept(ended -> BOUND_TO_THIS_JVM.remove(ended.pid()));
            }
            return process;
        } catch (IOException e) {
            throw new LocalStackException("The broker's JVM could not be started: " + e.getMessage(), e);
        }
    }

    // In a file, because a long class path does not fit on a command line.
    private static Path argumentFile(KafkaOptions options) {
        Path file = options.folder().resolve("broker.args");
        List<String> lines = new ArrayList<>(List.of(
                "-Xmx" + options.heap(),
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dslf4j.provider=" + BrokerLogProvider.class.getName(),
                "-Dslf4j.internal.verbosity=WARN",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        lines.add("-cp \"" + options.classPath().replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
        try {
            return Files.write(file, lines);
        } catch (IOException e) {
            throw new LocalStackException("The file " + file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
