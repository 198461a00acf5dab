package io.memoryorchestrator.local.postgres;

import io.memoryorchestrator.local.LocalStackException;
import io.memoryorchestrator.local.process.Command;
import io.memoryorchestrator.local.process.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The files of a cluster: its data, its log, its settings and the superuser's password.
 *
 * <p>The password is generated and asked for even on the loopback address, because every local account can reach that
 * address and PostgreSQL's superuser can run programs as the cluster's owner.
 */
final class Cluster {

    private static final String SETTINGS = "local-stack.conf";

    private final PostgresInstallation installation;
    private final PostgresOptions options;
    private final ClusterOwner owner;

    Cluster(PostgresInstallation installation, PostgresOptions options, ClusterOwner owner) {
        this.installation = installation;
        this.options = options;
        this.owner = owner;
    }

    /** The major version that wrote the data in the folder, or 0 when there is none. */
    static int dataMajor(Path folder) {
        Path version = folder.resolve("data").resolve("PG_VERSION");
        try {
            return Files.exists(version)
                    ? Integer.parseInt(Files.readString(version).strip())
                    : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + version, e);
        }
    }

    Path data() {
        return options.folder().resolve("data");
    }

    Path log() {
        return options.folder().resolve("postgres.log");
    }

    String password() {
        try {
            return Files.readString(passwordFile()).strip();
        } catch (IOException e) {
            throw new LocalStackException(
                    "The password file " + passwordFile() + " cannot be read; restore it, or delete " + options.folder()
                            + " to begin with empty data.",
                    e);
        }
    }

    /** Makes the data folder when there is none. One that was left half made is made anew. */
    void initialise() {
        Folders.create(options.folder());
        owner.ownOnly(options.folder());
        owner.checkCanEnter(options.folder());
        if (Files.exists(data().resolve("PG_VERSION"))) {
            return;
        }
        options.progress()
                .accept("initialising a PostgreSQL " + installation.major() + " cluster in " + options.folder());
        Path unfinished = options.folder().resolve("data.unfinished");
        Folders.delete(unfinished);
        Folders.delete(data());
        Folders.writePrivately(passwordFile(), newPassword());
        Path handedOver = options.folder().resolve("password.initdb");
        Folders.writePrivately(handedOver, password());
        owner.own(handedOver);
        try {
            run("initialise the database cluster", initdb(unfinished, handedOver));
            // Renamed when whole, so that a kill in the middle leaves nothing that looks like a cluster.
            Files.writeString(
                    unfinished.resolve("postgresql.conf"), "include = '" + SETTINGS + "'\n", StandardOpenOption.APPEND);
            Files.move(unfinished, data());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot finish the cluster in " + unfinished, e);
        } finally {
            Folders.delete(handedOver);
        }
    }

    void writeSettings(int port) {
        Path file = data().resolve(SETTINGS);
        try {
            Files.writeString(file, ClusterSettings.text(options, port, installation.preloaded()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        owner.own(file);
    }

    /** The port of the last start, or 0. */
    int lastPort() {
        Path file = data().resolve(SETTINGS);
        if (!Files.exists(file)) {
            return 0;
        }
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> line.startsWith("port = '"))
                    .map(line -> Integer.parseInt(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** {@code pg_ctl} on this data folder, as the owner. */
    Command pgCtl(String... arguments) {
        List<String> words =
                new ArrayList<>(List.of(installation.program("pg_ctl").toString(), "-D", data().toString()));
        words.addAll(List.of(arguments));
        return Command.of(owner.command(words)).in(options.folder()).deadline(Duration.ofMinutes(3));
    }

    private List<String> initdb(Path into, Path passwordFile) {
        List<String> words = new ArrayList<>(List.of(
                installation.program("initdb").toString(),
                "--pgdata=" + into,
                "--username=" + options.owner(),
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=" + locale(),
                "--no-instructions"));
        if (!options.durable()) {
            words.add("--no-sync");
        }
        return words;
    }

    // The plain C locale would not fold the case of Cyrillic letters, which word search relies on.
    private static String locale() {
        return System.getProperty("os.name", "").startsWith("Mac") ? "en_US.UTF-8" : "C.UTF-8";
    }

    private void run(String purpose, List<String> words) {
        Command.of(owner.command(words))
                .in(options.folder())
                .deadline(Duration.ofMinutes(5))
                .run(purpose);
    }

    private Path passwordFile() {
        return options.folder().resolve("password");
    }

    private static String newPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
