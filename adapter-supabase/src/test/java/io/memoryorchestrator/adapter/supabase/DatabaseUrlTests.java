package io.memoryorchestrator.adapter.supabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.api.model.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://us%40er:p%3Aw+d@host:5433/db?sslmode=require",
                "postgresql://us%40er:p%3Aw+d@host:5433/db?sslmode=require",
                "jdbc:postgresql://host:5433/db?user=us%40er&password=p%3Aw%2Bd&sslmode=require"
            })
    void everyFormIsRead(String text) {
        DatabaseUrl url = parse(text);

        assertThat(url.host()).isEqualTo("host");
        assertThat(url.port()).isEqualTo(5433);
        assertThat(url.database()).isEqualTo("db");
        assertThat(url.user()).isEqualTo("us@er");
        assertThat(url.password()).isEqualTo(Secret.of("p:w+d"));
        assertThat(url.parameters()).containsExactly(java.util.Map.entry("sslmode", "require"));
    }

    @Test
    void whatIsNotSaidIsSupabasesDefault() {
        DatabaseUrl url = parse("postgres://db.abcd.supabase.co");

        assertThat(url.port()).isEqualTo(5432);
        assertThat(url.database()).isEqualTo("postgres");
        assertThat(url.user()).isEqualTo("postgres");
        assertThat(url.password()).isNull();
        assertThat(url.parameters()).containsEntry("sslmode", "require");
    }

    @Test
    void theSharedPoolerWantsTheProjectBehindTheRoleAndMigratesInSessionMode() {
        DatabaseUrl url = parse("postgres://postgres.abcd:pw@aws-0-eu-central-1.pooler.supabase.com:6543/postgres");

        assertThat(url.loginName("memory_app")).isEqualTo("memory_app.abcd");
        assertThat(url.inSessionMode().port()).isEqualTo(5432);
        assertThat(parse("postgres://me@elsewhere:6543/x").inSessionMode().port())
                .isEqualTo(6543);
        assertThat(parse("postgres://postgres@host/x").loginName("memory_app")).isEqualTo("memory_app");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "s3cr3t", "mysql://u:s3cr3t@h/d", "postgres://u:s3cr3t@h1,h2/d", "postgres://u:s3cr3t pw@h/d"
            })
    void whatIsNoUrlIsRefusedWithoutBeingRepeated(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("postgres://{user}:{password}@{host}:{port}/{database}")
                .hasMessageNotContaining("s3cr3t");
    }

    private static DatabaseUrl parse(String text) {
        return DatabaseUrl.parse(Secret.of(text), null, null);
    }
}
