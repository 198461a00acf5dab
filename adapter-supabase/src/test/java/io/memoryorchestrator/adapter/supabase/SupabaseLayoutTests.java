package io.memoryorchestrator.adapter.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SupabaseLayoutTests {

    @Test
    void theFolderOfTheSupabaseCliHoldsTheMigrationsThereAre() {
        if ("write".equals(System.getProperty("supabase.layout"))) {
            SupabaseLayout.write();
            return;
        }

        assertThat(SupabaseLayout.found())
                .as("supabase/migrations differs from the migrations: mvn -pl adapter-supabase -am test"
                        + " -Dtest=SupabaseLayoutTests -Dsurefire.failIfNoSpecifiedTests=false"
                        + " -Dsupabase.layout=write, and commit it")
                .isEqualTo(SupabaseLayout.written());
    }

    @Test
    void noMigrationNeedsAToolToFillItsPlaceholders() {
        assertThat(SupabaseLayout.written())
                .hasSizeGreaterThan(8)
                .allSatisfy((name, text) -> assertThat(text).as(name).doesNotContain("${"));
    }
}
