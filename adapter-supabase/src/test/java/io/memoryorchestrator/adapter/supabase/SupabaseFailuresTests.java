package io.memoryorchestrator.adapter.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;

class SupabaseFailuresTests {

    @ParameterizedTest
    @CsvSource({
        "08006, UNAVAILABLE",
        "57P01, UNAVAILABLE",
        "57P03, UNAVAILABLE",
        "25006, UNAVAILABLE",
        "28P01, UNAVAILABLE",
        "3D000, UNAVAILABLE",
        "3F000, UNAVAILABLE",
        "42P01, UNAVAILABLE",
        "42501, UNAVAILABLE",
        "53100, UNAVAILABLE",
        "58030, UNAVAILABLE",
        "XX000, UNAVAILABLE",
        "ZZ999, UNAVAILABLE",
        "Z, UNAVAILABLE",
        "53300, OVERLOADED",
        "57014, OVERLOADED",
        "55P03, OVERLOADED",
        "40001, OVERLOADED",
        "40P01, OVERLOADED",
        "22P05, REJECTED",
        "22001, REJECTED",
        "23514, REJECTED",
        "23503, REJECTED",
        "54000, REJECTED",
        "P0001, REJECTED"
    })
    void eachStateHasItsKind(String state, FailureKind kind) {
        assertThat(SupabaseFailures.of("try", new SQLException("words", state)).kind())
                .isEqualTo(kind);
    }

    @Test
    void aFullPoolIsOverloadAndAPoolThatCannotConnectIsWhateverKeptIt() {
        var full = new SQLTransientConnectionException("not available, request timed out");
        var down = new SQLTransientConnectionException("not available, request timed out");
        down.initCause(new PSQLException("refused", PSQLState.CONNECTION_UNABLE_TO_CONNECT));

        assertThat(SupabaseFailures.of("try", full).kind()).isEqualTo(FailureKind.OVERLOADED);
        assertThat(SupabaseFailures.of("try", down).kind()).isEqualTo(FailureKind.UNAVAILABLE);
    }

    @Test
    void valuesOfRowsAreNotInTheMessage() {
        PSQLException failure = new PSQLException(
                new ServerErrorMessage("SERROR\0C23505\0Mduplicate key value violates unique constraint \"x\"\0"
                        + "DKey (email)=(canary@example.org) already exists.\0HTry canary.\0"),
                false);

        AdapterException told = SupabaseFailures.of("store turns", failure);

        assertThat(told.getMessage())
                .startsWith(
                        "duplicate key value violates unique constraint \"x\" (SQLSTATE 23505); could not store turns")
                .doesNotContain("canary");
        assertThat(failure.getMessage()).doesNotContain("canary@");
    }
}
