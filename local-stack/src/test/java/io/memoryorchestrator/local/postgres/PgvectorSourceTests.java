package io.memoryorchestrator.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PgvectorSourceTests {

    private static final String OF_HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @TempDir
    private Path folder;

    @Test
    void anotherFileThanThePinnedOneIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("pgvector.tar.gz"), "hello, tampered");

        assertThatThrownBy(() -> PgvectorSource.checkSum(file, OF_HELLO))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContaining("not the pinned one")
                .hasMessageContaining(OF_HELLO);
    }

    @Test
    void thePinnedFileIsAccepted() throws IOException {
        Path file = Files.writeString(folder.resolve("pgvector.tar.gz"), "hello");

        PgvectorSource.checkSum(file, OF_HELLO);
    }

    @Test
    void aMissingFileIsSaidSo() {
        assertThatThrownBy(() -> PgvectorSource.checkSum(folder.resolve("absent"), OF_HELLO))
                .isInstanceOf(ProvisioningException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void theArchiveIsLookedForWhereDebianAndUbuntuKeepIt() {
        assertThat(PgvectorSource.addresses(List.of("http://mirror.example/debian")))
                .containsExactly(
                        "http://mirror.example/debian/pool/main/p/pgvector/pgvector_0.8.6.orig.tar.gz",
                        "http://mirror.example/debian/pool/universe/p/pgvector/pgvector_0.8.6.orig.tar.gz");
    }
}
