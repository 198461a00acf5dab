package io.memoryorchestrator.local.postgres;

import io.memoryorchestrator.local.LocalStackException;
import io.memoryorchestrator.local.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The operating system's user as whom the cluster runs. PostgreSQL refuses to run as root, so root hands over to
 * {@code postgres}; anybody else runs it as themselves.
 */
final class ClusterOwner {

    private static final String SERVICE_USER = "postgres";

    private final List<String> prefix;
    private final Optional<UserPrincipal> user;

    private ClusterOwner(List<String> prefix, Optional<UserPrincipal> user) {
        this.prefix = prefix;
        this.user = user;
    }

    static ClusterOwner ofThisProcess() {
        if (!isRoot()) {
            return new ClusterOwner(List.of(), Optional.empty());
        }
        UserPrincipal user;
        try {
            user = Path.of("/").getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(SERVICE_USER);
        } catch (IOException e) {
            throw new LocalStackException(
                    "PostgreSQL does not run as root and this machine has no user '" + SERVICE_USER
                            + "'; create it (useradd --system postgres) or start this as an ordinary user.",
                    e);
        }
        return new ClusterOwner(handOver(), Optional.of(user));
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** The words that run the program as the owner. */
    List<String> command(List<String> program) {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(program);
        return words;
    }

    /** Gives the folder or file, with all inside, to the owner. */
    void own(Path path) {
        if (user.isEmpty()) {
            return;
        }
        try (Stream<Path> inside = Files.walk(path)) {
            for (Path each : inside.toList()) {
                Files.setOwner(each, user.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give " + path + " to the user " + SERVICE_USER, e);
        }
    }

    /** Gives the folder itself to the owner, and closes it to all others. */
    void ownOnly(Path folder) {
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            if (user.isPresent()) {
                Files.setOwner(folder, user.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot give " + folder + " to the user " + SERVICE_USER, e);
        }
    }

    /** Throws unless the owner can get into the folder. */
    void checkCanEnter(Path folder) {
        if (user.isPresent()
                && !Command.of(command(List.of("test", "-x", folder.toString(), "-a", "-w", folder.toString())))
                        .tryRun()
                        .map(Command.Result::succeeded)
                        .orElse(false)) {
            throw new LocalStackException("The user '" + SERVICE_USER
                    + "', as whom the database runs under root, cannot"
                    + " enter " + folder + "; choose a folder that other users may pass through, such as one below"
                    + " /var/tmp.");
        }
    }

    private static List<String> handOver() {
        return List.of(
                        List.of("setpriv", "--reuid=" + SERVICE_USER, "--regid=" + SERVICE_USER, "--init-groups", "--"),
                        List.of("runuser", "-u", SERVICE_USER, "--"),
                        // The shell gets the program as its arguments, so that nothing needs quoting.
                        List.of("su", "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", SERVICE_USER, "--"))
                .stream()
                .filter(ClusterOwner::works)
                .findFirst()
                .orElseThrow(() -> new LocalStackException("PostgreSQL does not run as root, and none of setpriv,"
                        + " runuser and su can run a program as '" + SERVICE_USER
                        + "' here; start this as an ordinary user."));
    }

    private static boolean works(List<String> prefix) {
        List<String> words = new ArrayList<>(prefix);
        words.add("true");
        return Command.of(words)
                .in(Path.of("/"))
                .tryRun()
                .map(Command.Result::succeeded)
                .orElse(false);
    }
}
