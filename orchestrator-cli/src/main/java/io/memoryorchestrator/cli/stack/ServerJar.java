package io.memoryorchestrator.cli.stack;

import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.local.process.Command;
import io.memoryorchestrator.local.process.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarFile;

/**
 * The server as the build left it: one Spring Boot jar. It is run unpacked, which starts in about half the time, and which
 * lets a build replace the jar while the server runs.
 */
record ServerJar(Path jar) {

    static ServerJar in(Path checkout) {
        Path target = checkout.resolve("orchestrator-server").resolve("target");
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(target)) {
            try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "orchestrator-server-*.jar")) {
                jars.forEach(found::add);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot list " + target, e);
            }
        }
        return found.stream()
                .filter(ServerJar::isExecutable)
                .max(Comparator.comparing(Path::toString))
                .map(ServerJar::new)
                .orElseThrow(() -> new CommandFailure(
                        "The server is not built: there is no executable jar in " + target + "; run mvn package."));
    }

    /** Changes with every build. */
    String build() {
        try {
            return jar.getFileName() + " " + Files.size(jar) + " "
                    + Files.getLastModifiedTime(jar).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + jar, e);
        }
    }

    /** Unpacks it unless this very build is unpacked already, and returns the jar to run. */
    Path unpacked(Path folder) {
        Path note = folder.resolve("build");
        Path runnable = folder.resolve(jar.getFileName());
        String build = build();
        try {
            if (Files.exists(runnable)
                    && Files.exists(note)
                    && Files.readString(note).equals(build)) {
                return runnable;
            }
            Path fresh = folder.resolveSibling(folder.getFileName() + ".new");
            Folders.delete(fresh);
            Command.of(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Djarmode=tools",
                            "-jar",
                            jar.toString(),
                            "extract",
                            "--destination",
                            fresh.toString())
                    .deadline(Duration.ofMinutes(2))
                    .run("unpack the server");
            Files.writeString(fresh.resolve("build"), build);
            Folders.delete(folder);
            Files.move(fresh, folder);
            return runnable;
        } catch (IOException e) {
            throw new CommandFailure("The server cannot be unpacked into " + folder + ": " + e.getMessage(), e);
        }
    }

    private static boolean isExecutable(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getEntry("BOOT-INF/classpath.idx") != null;
        } catch (IOException notAJar) {
            return false;
        }
    }
}
