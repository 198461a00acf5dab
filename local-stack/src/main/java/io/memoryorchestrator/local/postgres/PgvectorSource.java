package io.memoryorchestrator.local.postgres;

import io.memoryorchestrator.local.process.Command;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The pinned pgvector source, for distributions that do not package it: fetched from the machine's own archive mirror,
 * checked against the pinned SHA-256, unpacked.
 *
 * <p>0.8.6 because versions before 0.8.4 can damage an HNSW index while vacuuming.
 */
final class PgvectorSource {

    static final String VERSION = "0.8.6";
    static final String SHA_256 = "25c9b78cfdaa43c66788d7490246ac24e4fe1c86f19c4b60c089b723f84a4a0d";

    private static final String FILE = "pgvector_" + VERSION + ".orig.tar.gz";

    /** Debian keeps it in main, Ubuntu in universe. */
    private static final List<String> POOLS = List.of("pool/main/p/pgvector/", "pool/universe/p/pgvector/");

    private static final Path DOWNLOADER = Path.of("/usr/lib/apt/apt-helper");

    private PgvectorSource() {}

    /**
     * @param into an empty folder
     * @return the folder with the Makefile
     * @throws ProvisioningException when no mirror has it, or what came is not the pinned file
     */
    static Path unpack(Path into) {
        Path archive = into.resolve(FILE);
        List<String> failures = new ArrayList<>();
        for (String address : addresses(AptSources.ofThisMachine())) {
            Optional<String> failure = download(address, archive);
            if (failure.isEmpty()) {
                checkSum(archive, SHA_256);
                return extract(archive, into);
            }
            failures.add(failure.get());
        }
        throw new ProvisioningException("the pgvector " + VERSION + " source could not be fetched ("
                + (failures.isEmpty() ? "no archive address found in /etc/apt" : String.join("; ", failures)) + ")");
    }

    static List<String> addresses(List<String> bases) {
        return bases.stream()
                .flatMap(base -> POOLS.stream().map(pool -> base + "/" + pool + FILE))
                .toList();
    }

    static void checkSum(Path file, String expected) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(java.io.OutputStream.nullOutputStream());
            String found = HexFormat.of().formatHex(digest.digest());
            if (!found.equals(expected)) {
                throw new ProvisioningException("the fetched " + file.getFileName() + " is not the pinned one (SHA-256 "
                        + found + " instead of " + expected + ")");
            }
        } catch (IOException e) {
            throw new ProvisioningException("the fetched " + file + " cannot be read", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    // apt's own downloader, because it knows the machine's proxies and credentials for the mirror.
    private static Optional<String> download(String address, Path archive) {
        return Command.of(DOWNLOADER.toString(), "download-file", address, archive.toString())
                .deadline(Duration.ofMinutes(2))
                .tryRun()
                .map(result -> result.succeeded() && Files.exists(archive)
                        ? Optional.<String>empty()
                        : Optional.of(result.lastLines(1)))
                .orElseGet(() -> Optional.of(DOWNLOADER + " is missing"));
    }

    private static Path extract(Path archive, Path into) {
        run("tar", "-xzf", archive.toString(), "-C", into.toString());
        // The folder in the archive is not named after the version.
        String first =
                run("tar", "-tzf", archive.toString()).lines().findFirst().orElse("");
        return into.resolve(first.substring(0, first.indexOf('/')));
    }

    private static String run(String... words) {
        return Command.of(words)
                .tryRun()
                .filter(Command.Result::succeeded)
                .map(Command.Result::output)
                .orElseThrow(() -> new ProvisioningException(FILE + " could not be unpacked with tar"));
    }
}
