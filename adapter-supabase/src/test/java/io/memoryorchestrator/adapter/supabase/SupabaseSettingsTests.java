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
        assertThatThrownBy(() -> largeUsers(999, 200, 20)).hasMessageContaining("large-users.threshold");
        assertThatThrownBy(() -> largeUsers(50_000, 0, 20)).hasMessageContaining("large-users.ivfflat-lists");
        assertThatThrownBy(() -> largeUsers(50_000, 200, 0)).hasMessageContaining("large-users.ivfflat-probes");
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

    private static SupabaseSettings.LargeUsers largeUsers(int threshold, int lists, int probes) {
        return new SupabaseSettings.LargeUsers(
                SupabaseSettings.VectorIndex.HNSW, threshold, Duration.ofHours(1), lists, probes);
    }
}
