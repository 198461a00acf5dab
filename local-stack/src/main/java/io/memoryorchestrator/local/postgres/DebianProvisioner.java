package io.memoryorchestrator.local.postgres;

import io.memoryorchestrator.local.process.Folders;
import io.memoryorchestrator.local.process.MachineLock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Installs PostgreSQL, pgvector and, where they are packaged, pg_cron and pgaudit on Debian and Ubuntu.
 *
 * <p>Each step looks at what is there first, so a run that was killed half-way is finished by the next one. Two
 * processes do not install at once. No database cluster is created or started on the machine by it.
 */
final class DebianProvisioner {

    private static final Path CLUSTER_RULE = Path.of("/etc/postgresql-common/createcluster.d/memory-orchestrator.conf");

    private final Consumer<String> progress;

    DebianProvisioner(Consumer<String> progress) {
        this.progress = progress;
    }

    static boolean isPossible() {
        return Files.exists(Path.of("/etc/debian_version"))
                && Apt.ofThisMachine().isPresent();
    }

    /**
     * @param major the version that is needed, or 0 for the one that is installed, else the distribution's own
     * @throws ProvisioningException with a clause that says why it could not be done
     */
    PostgresInstallation provide(int major) {
        Path lock = Path.of(
                System.getProperty("java.io.tmpdir"),
                "memory-orchestrator-install-" + System.getProperty("user.name") + ".lock");
        return MachineLock.holding(
                lock,
                () -> Installations.best(Installations.all(), major)
                        .orElseGet(() -> install(Apt.ofThisMachine().orElseThrow(), major)));
    }

    private PostgresInstallation install(Apt apt, int wanted) {
        int major = chooseMajor(wanted, Installations.all(), () -> apt.candidate("postgresql"));
        progress.accept("installing PostgreSQL " + major + " with pgvector (once, about a minute)");
        installServer(apt, major);
        String packaged = "postgresql-" + major + "-pgvector";
        if (apt.candidate(packaged).isPresent()) {
            if (apt.isInstalled(packaged)) {
                apt.reinstall(packaged);
            } else {
                apt.install(List.of(packaged));
            }
        } else {
            build(apt, major);
        }
        return Installations.best(Installations.all(), major)
                .orElseThrow(() -> new ProvisioningException("the installation of PostgreSQL " + major
                        + " went through, but its programs or pgvector are not where they were expected"));
    }

    /** An installed server is completed rather than a second one added. */
    static int chooseMajor(
            int wanted,
            List<PostgresInstallation> installed,
            java.util.function.Supplier<Optional<String>> distributionVersion) {
        if (wanted != 0) {
            return wanted;
        }
        return installed.stream()
                .filter(each -> each.bin().startsWith("/usr/lib/postgresql"))
                .findFirst()
                .map(PostgresInstallation::major)
                .or(() -> distributionVersion.get().flatMap(Apt::majorOf))
                .orElseThrow(() -> new ProvisioningException(
                        "apt knows no package 'postgresql' (is there a network and a main archive in its sources?)"));
    }

    private void installServer(Apt apt, int major) {
        List<String> packages = new ArrayList<>(List.of("postgresql-" + major));
        Stream.of("cron", "pgaudit")
                .map(extension -> "postgresql-" + major + "-" + extension)
                .filter(packaged -> apt.candidate(packaged).isPresent())
                .forEach(packages::add);
        if (apt.isInstalled("postgresql-" + major)) {
            apt.install(packages);
            return;
        }
        shell(apt, "mkdir -p " + CLUSTER_RULE.getParent() + " && echo 'create_main_cluster = false' > " + CLUSTER_RULE);
        try {
            apt.install(packages);
        } finally {
            shell(apt, "rm -f " + CLUSTER_RULE + "; rmdir --ignore-fail-on-non-empty " + CLUSTER_RULE.getParent());
        }
    }

    private void build(Apt apt, int major) {
        apt.install(List.of("postgresql-server-dev-" + major, "make", "gcc", "libc6-dev"));
        progress.accept("building pgvector " + PgvectorSource.VERSION);
        Path folder = temporaryFolder();
        try {
            Path source = PgvectorSource.unpack(folder);
            // No processor-specific code, as packages do; no second compilation for the JIT, which is off here.
            List<String> make = List.of(
                    "make",
                    "-C",
                    source.toString(),
                    "-j2",
                    "PG_CONFIG=/usr/lib/postgresql/" + major + "/bin/pg_config",
                    "OPTFLAGS=",
                    "with_llvm=no");
            List<String> install = new ArrayList<>(make);
            install.add("install");
            apt.asRoot("building pgvector", Duration.ofMinutes(15), install);
        } finally {
            // Built by root through sudo, the object files are root's.
            apt.asRoot("cleaning up", Duration.ofMinutes(1), List.of("rm", "-rf", folder.toString()));
        }
    }

    private static void shell(Apt apt, String script) {
        apt.asRoot("preparing the package installation", Duration.ofMinutes(1), List.of("sh", "-c", script));
    }

    private static Path temporaryFolder() {
        try {
            return Folders.create(Files.createTempDirectory("memory-orchestrator-pgvector-"));
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder to build pgvector in", e);
        }
    }
}
