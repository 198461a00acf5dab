package io.memoryorchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MemctlTests {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine memctl =
            Memctl.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "bogus",
                "up --port 70000",
                "up --port x",
                "up extra",
                "context",
                "context --user u --via pigeon",
                "backfill",
                "backfill start --target cache",
                "backfill start --all --user u --target cache",
                "backfill start --all",
                "backfill show",
                "export",
                "import --user u",
                "erase",
                "erase --user u --wait soon",
                "erasure show",
                "flags",
                "flags set mem0",
                "flags set mem0 --on",
                "flags set mem0 --on --off --reason both",
                "flags set --on --reason which",
                "flags set mem0 --on --percentage many --reason r",
                "dlt",
                "dlt show",
                "dlt replay",
                "dlt replay --all --rate fast",
                "dlt discard --reason malformed_json",
                "dlt discard --because none",
                "send --timeout soon f"
            })
    void badUsageIsOneLineAndExitCodeTwo(String line) {
        int code = memctl.execute(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(code).isEqualTo(2);
        assertThat(err.toString().strip().lines()).singleElement().asString().startsWith("memctl: ");
    }

    @Test
    void aMissingFileIsOneLineAndExitCodeOne() {
        int code = memctl.execute("send", "/there/is/no/such/file");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString().strip()).isEqualTo("memctl: There is no file /there/is/no/such/file.");
    }

    @Test
    void anAddressThatIsNoneIsSaidSo() {
        int code = memctl.execute("context", "--user", "u", "--url", "ftp://somewhere");

        assertThat(code).isEqualTo(1);
        assertThat(err.toString()).contains("'ftp://somewhere' is not the address of a server");
    }

    @Test
    void everyCommandExplainsItself() {
        assertThat(memctl.execute("--help")).isZero();
        assertThat(out.toString()).contains("up", "down", "status", "send", "sync", "context", "backfill", "dlt");
        for (String command : memctl.getSubcommands().keySet()) {
            assertThat(memctl.execute(command, "--help")).as(command).isZero();
        }
    }
}
