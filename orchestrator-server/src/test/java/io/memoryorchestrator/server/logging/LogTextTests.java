package io.memoryorchestrator.server.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogTextTests {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Detail: Key (mail)=(ada@example.com) already exists. | Detail: Key (mail)=([EMAIL]) already exists.",
                "not a number: \"4111111111111111\"; line: 1 | not a number: \"[CARD]\"; line: 1",
                "call +44 20 7946 0958 | call [PHONE]",
                "postgres?user=postgres&password=hunter2hunter2 | postgres?user=postgres&password=[PASSWORD]"
            })
    void whatAnErrorQuotesIsTakenOut(String line, String printed) {
        assertThat(LogText.redacted(line)).isEqualTo(printed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection to 127.0.0.1:5432 refused. Check that the hostname and port are correct",
                "Connection to [2001:db8::7]:5432 refused",
                "Tomcat started on port 8080 (http) with context path '/'",
                "Started MemoryOrchestratorApplication in 3.214 seconds (process running for 3.9)",
                "memory-intake holds 12 records and tries again (attempt 3): FATAL 57P03 [supabase, UNAVAILABLE]",
                "position FetchPosition{offset=0, currentLeader=LeaderAndEpoch{leader=Optional[10.0.3.7:9092 (id: 1)]}}",
                "Give postgres://{user}:{password}@{host}:{port}/{database}",
                "HikariPool-1 - Added connection org.postgresql.jdbc.PgConnection@3f2a1bc4"
            })
    void whatTheServiceSaysOfItselfStays(String line) {
        assertThat(LogText.redacted(line)).isSameAs(line);
    }

    @Test
    void idsAndTimesStayWhateverTheirDigitsLookLike() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            UUID id = new UUID(random.nextLong(), random.nextLong());
            Instant at = Instant.ofEpochMilli(random.nextLong(0, 4_000_000_000_000L));
            assertThat(LogText.redacted("turn " + id + " at " + at + " of ada@example.com"))
                    .isEqualTo("turn " + id + " at " + at + " of [EMAIL]");
        }
    }

    @Test
    void anIdThatIsASecretGoes() {
        assertThat(LogText.redacted("api_key=0d9f2b34-7c1e-4a58-9b06-3e5f71c2a8d4 for ada@example.com"))
                .doesNotContain("7c1e-4a58", "ada@");
    }
}
