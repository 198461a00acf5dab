package io.memoryorchestrator.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.local.LocalStackException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTests {

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "mysql://u:s3cret@h/db", "postgres://u:s3cret@/db", "postgres://u:s3c ret@h/db"})
    void whatIsNoAddressIsRefusedWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> PostgresUrl.parse(text))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("postgresql://user:password@host:port/database")
                .hasMessageNotContaining("s3c");
    }

    @Test
    void readsTheFormSupabaseShows() {
        PostgresUrl url = PostgresUrl.parse(
                "postgresql://postgres.ref:p%40ss%2Fword@pooler.example:6543/postgres?sslmode=require");

        assertThat(url.user()).isEqualTo("postgres.ref");
        assertThat(url.password()).isEqualTo("p@ss/word");
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://pooler.example:6543/postgres?sslmode=require");
    }

    @Test
    void readsTheJdbcFormWithTheLoginInItsParameters() {
        PostgresUrl url = PostgresUrl.parse("jdbc:postgresql://127.0.0.1/memories?user=me&password=a+b");

        assertThat(url).isEqualTo(new PostgresUrl("127.0.0.1", 5432, "memories", "me", "a+b", java.util.Map.of()));
    }

    @Test
    void whatIsWrittenCanBeReadBack() {
        PostgresUrl url = PostgresUrl.parse("postgres://a%3Ab:p%25%3F%23@h:1/d%20b?options=x%3Dy");

        assertThat(PostgresUrl.parse(url.withPassword())).isEqualTo(url);
    }

    @Test
    void thePasswordIsNotPrinted() {
        assertThat(PostgresUrl.parse("postgres://u:s3cret@h/db")).asString().doesNotContain("s3cret");
    }
}
