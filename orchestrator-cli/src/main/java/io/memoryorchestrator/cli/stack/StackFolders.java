package io.memoryorchestrator.cli.stack;

import io.memoryorchestrator.api.model.Sha256;
import io.memoryorchestrator.cli.console.CommandFailure;
import io.memoryorchestrator.local.process.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Where the local stack of a checkout keeps its files.
 *
 * @param checkout the project's root
 * @param local {@code .local} in it
 * @param postgres the database's folder. Under root the database runs as the user {@code postgres}, who often may not
 *     enter the checkout, so then it lies below {@code /var/tmp}
 */
record StackFolders(Path checkout, Path local, Path postgres) {

    private static final Path SHARED = Path.of("/var/tmp");

    static StackFolders ofThisCheckout() {
        String root = System.getProperty("memctl.root");
        if (root == null) {
            throw new CommandFailure("The project's root is not known; run ./memctl rather than the jar itself.");
        }
        return of(Path.of(root), "root".equals(System.getProperty("user.name")));
    }

    static StackFolders of(Path root, boolean asRoot) {
        Path checkout = root.toAbsolutePath().normalize();
        Path local = checkout.resolve(".local");
        return new StackFolders(
                checkout,
                local,
                asRoot
                        ? SHARED.resolve("memory-orchestrator-" + hash(checkout))
                                .resolve("postgres")
                        : local.resolve("postgres"));
    }

    /** A second stack of the same checkout, such as the one that benchmarks fill and throw away. */
    StackFolders named(String name) {
        Path other = local.resolve(name);
        boolean belowLocal = postgres.startsWith(local);
        return new StackFolders(
                checkout,
                other,
                belowLocal
                        ? other.resolve("postgres")
                        : SHARED.resolve("memory-orchestrator-" + hash(other)).resolve("postgres"));
    }

    Path kafka() {
        return local.resolve("kafka");
    }

    Path stateFile() {
        return local.resolve("stack.json");
    }

    Path lockFile() {
        return local.resolve("stack.lock");
    }

    Path serverLog() {
        return local.resolve("server.log");
    }

    /** Creates them. A folder that somebody else put in the place of ours is refused. */
    void prepare() {
        Folders.create(local);
        Path parent = postgres.getParent();
        if (parent == null || parent.equals(local)) {
            return;
        }
        try {
            if (Files.exists(parent, LinkOption.NOFOLLOW_LINKS)
                    && (!Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)
                            || !Files.getOwner(parent, LinkOption.NOFOLLOW_LINKS)
                                    .equals(Files.getOwner(local)))) {
                throw new CommandFailure(parent + " belongs to somebody else; remove it, or move the checkout.");
            }
            Folders.create(parent);
        } catch (IOException e) {
            throw new CommandFailure("The folder " + parent + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Deletes the shared folder once the database in it is gone. */
    void forgetShared() {
        Path parent = postgres.getParent();
        if (parent != null && !parent.equals(local)) {
            Folders.delete(parent);
        }
    }

    private static String hash(Path checkout) {
        return HexFormat.of().formatHex(Sha256.of(checkout.toString()), 0, 5);
    }
}
