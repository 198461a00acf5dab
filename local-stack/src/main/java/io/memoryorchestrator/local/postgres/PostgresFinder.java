package io.memoryorchestrator.local.postgres;

import io.memoryorchestrator.local.Infrastructure;
import io.memoryorchestrator.local.LocalStackException;
import io.memoryorchestrator.local.process.Folders;
import java.util.Optional;

/** Decides where PostgreSQL comes from when no address is given: installed, to be installed, or Docker. */
final class PostgresFinder {

    private PostgresFinder() {}

    static Optional<LocalPostgres> find(PostgresOptions options) {
        Optional<LocalPostgres> inDocker = DockerPostgres.find(options);
        return inDocker.isPresent()
                ? inDocker
                : Installations.best(Installations.all(), Cluster.dataMajor(options.folder()))
                        .flatMap(installation -> InstalledPostgres.find(installation, options));
    }

    static void wipe(PostgresOptions options) {
        find(options).ifPresentOrElse(LocalPostgres::wipe, () -> {
            DockerPostgres.wipeStopped(options);
            Folders.delete(options.folder());
        });
    }

    static LocalPostgres start(PostgresOptions options) {
        int dataMajor = Cluster.dataMajor(options.folder());
        Optional<PostgresInstallation> installed = Installations.best(Installations.all(), dataMajor);
        if (installed.isPresent()) {
            return InstalledPostgres.start(installed.get(), options);
        }
        String whyNotInstalled;
        if (DebianProvisioner.isPossible()) {
            try {
                return InstalledPostgres.start(new DebianProvisioner(options.progress()).provide(dataMajor), options);
            } catch (ProvisioningException e) {
                whyNotInstalled = e.getMessage();
            }
        } else {
            whyNotInstalled = "it can be installed by itself only on Debian or Ubuntu, as root or with sudo that asks"
                    + " no password";
        }
        if (dataMajor == 0 && Infrastructure.dockerAnswers()) {
            options.progress().accept("using Docker for PostgreSQL: " + whyNotInstalled);
            return DockerPostgres.start(options);
        }
        throw new LocalStackException("There is no PostgreSQL"
                + (dataMajor == 0 ? "" : " " + dataMajor + " (which wrote " + options.folder() + ")")
                + " with pgvector here: " + whyNotInstalled
                + ". Install it (Debian 13: apt install postgresql-17-pgvector; macOS: brew install postgresql@17"
                + " pgvector), or start Docker, or set " + LocalPostgres.URL_VARIABLE + " to a server that has it.");
    }
}
