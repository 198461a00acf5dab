package io.memoryorchestrator.adapter.supabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SupabaseSettingsTests {
    private static final SupabaseSettings SETTINGS = SupabaseSettings.of("postgres://u:s3cr3t@h/d");

    @Test
    void noSecretIsShown() {
        assertThat(SETTINGS.toString()).doesNotContain("s3cr3t");
        assertThat(SETTINGS.database().toString()).doesNotContain("s3cr3t");
    }

    @Test
    void valuesOutOfRangeAreRefusedByName() {
        assertThatThrownBy(() -> SETTINGS.withPoolSize(0)).hasMessageContaining("pool-size");
        assertThatThrownBy(() -> SETTINGS.withTimeouts(Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessageContaining("connection-timeout");
        assertThatThrownBy(() -> SETTINGS.withTimeouts(Duration.ofSeconds(1), Duration.ofDays(1)))
                .hasMessageContaining("statement-timeout");
        assertThatThrownBy(() -> new SupabaseSettings.Hnsw(101, 300, 40)).hasMessageContaining("hnsw.m");
        assertThatThrownBy(() -> new SupabaseSettings.Hnsw(32, 63, 40)).hasMessageContaining("ef-construction");
        assertThatThrownBy(() -> new SupabaseSettings.Hnsw(32, 180, 1_001)).hasMessageContaining("ef-search-default");
    }

    @Test
    void transactionModeIsKnownByItsPortOrSaid() {
        assertThat(SETTINGS.throughTransactionPooler()).isFalse();
        assertThat(SupabaseSettings.of("postgres://u@h:6543/d").throughTransactionPooler())
                .isTrue();
        assertThat(SETTINGS.behindTransactionPooler("postgres://u@direct/d").throughTransactionPooler())
                .isTrue();
        assertThat(SETTINGS.behindTransactionPooler("postgres://u@direct/d")
                        .migrationDatabase()
                        .host())
                .isEqualTo("direct");
    }
}
