package io.memoryorchestrator.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VersionChoiceTests {

    @TempDir
    private Path folder;

    @Test
    void theMajorVersionIsTheFirstNumberOfThePackageVersion() {
        assertThat(Apt.majorOf("15+248+deb12u1")).contains(15);
        assertThat(Apt.majorOf("16+257build1.1")).contains(16);
        assertThat(Apt.majorOf("none")).isEmpty();
    }

    @Test
    void aPackageWithoutCandidateIsNotThere() {
        assertThat(Apt.parseCandidate("postgresql:\n  Installed: (none)\n  Candidate: 17+278\n"))
                .contains("17+278");
        assertThat(Apt.parseCandidate("postgresql:\n  Installed: (none)\n  Candidate: (none)\n"))
                .isEmpty();
        assertThat(Apt.parseCandidate("")).isEmpty();
    }

    @Test
    void existingDataDecidesBeforeWhatIsInstalled() {
        PostgresInstallation newer = debian(17);

        assertThat(DebianProvisioner.chooseMajor(15, List.of(newer), () -> Optional.of("17+278")))
                .isEqualTo(15);
        assertThat(DebianProvisioner.chooseMajor(0, List.of(newer), () -> Optional.of("16+257")))
                .isEqualTo(17);
        assertThat(DebianProvisioner.chooseMajor(0, List.of(), () -> Optional.of("16+257")))
                .isEqualTo(16);
    }

    @Test
    void anArchiveWithoutPostgresIsSaidSo() {
        assertThatThrownBy(() -> DebianProvisioner.chooseMajor(0, List.of(), Optional::empty))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContaining("apt knows no package");
    }

    @Test
    void halfAnExtensionIsNone() throws IOException {
        Path extension = Files.createDirectories(folder.resolve("share/extension"));
        Path library = Files.createDirectories(folder.resolve("lib"));
        PostgresInstallation installation = new PostgresInstallation(folder, 17, folder.resolve("share"), library);
        assertThat(installation.hasPgvector()).isFalse();

        Files.createFile(extension.resolve("vector.control"));
        Files.createFile(extension.resolve("vector--0.8.6.sql"));
        assertThat(installation.hasPgvector()).isFalse();

        Files.createFile(library.resolve("vector.so"));
        assertThat(installation.hasPgvector()).isTrue();
        assertThat(Installations.best(List.of(installation), 0)).contains(installation);
        assertThat(Installations.best(List.of(installation), 16)).isEmpty();
    }

    private static PostgresInstallation debian(int major) {
        Path bin = Path.of("/usr/lib/postgresql/" + major + "/bin");
        return new PostgresInstallation(bin, major, bin, bin);
    }
}
