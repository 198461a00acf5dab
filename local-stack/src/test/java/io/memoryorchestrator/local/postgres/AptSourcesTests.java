package io.memoryorchestrator.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AptSourcesTests {

    @Test
    void readsTheMainArchiveOfADeb822File() {
        assertThat(AptSources.deb822("""
                Types: deb
                # a comment between the fields
                URIs: http://mirror.example/debian/
                Suites: bookworm bookworm-updates
                Components: main
                Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

                Types: deb
                URIs: http://mirror.example/debian-security
                Suites: bookworm-security
                Components: main
                """)).containsExactly("http://mirror.example/debian");
    }

    @Test
    void readsSeveralAddressesAndFieldsThatGoOnInTheNextLine() {
        assertThat(AptSources.deb822("""
                types: deb deb-src
                uris: http://one.example/ubuntu
                 http://two.example/ubuntu
                suites: noble
                components: universe
                  main
                """)).containsExactly("http://one.example/ubuntu", "http://two.example/ubuntu");
    }

    @Test
    void leavesOutStanzasThatAreSwitchedOffOrHoldSourcesOnly() {
        assertThat(AptSources.deb822("""
                Types: deb
                Enabled: no
                URIs: http://off.example/debian
                Suites: trixie
                Components: main

                Types: deb-src
                URIs: http://source.example/debian
                Suites: trixie
                Components: main
                """)).isEmpty();
    }

    @Test
    void readsOneLineEntriesWithOptionsAndComments() {
        assertThat(AptSources.oneLine("""
                # deb http://commented.example/debian bookworm main
                deb [arch=amd64 signed-by=/k.gpg] http://mirror.example/debian bookworm main contrib # ours
                deb-src http://mirror.example/debian bookworm main
                deb http://security.example/debian-security bookworm-security main
                deb https://other.example/repo stable tools
                """)).containsExactly("http://mirror.example/debian");
    }

    @Test
    void anEmptyOrDamagedFileHoldsNothing() {
        assertThat(AptSources.oneLine("deb\ndeb http://x\n\0\n")).isEmpty();
        assertThat(AptSources.deb822("URIs http://x\nSuites:\n\n\n")).isEmpty();
    }
}
