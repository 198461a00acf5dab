package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.session;
import static io.memoryorchestrator.adapter.supabase.TestStore.turn;
import static io.memoryorchestrator.adapter.supabase.TestStore.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.memoryorchestrator.api.canonical.UserArchive;
import io.memoryorchestrator.api.failure.AdapterException;
import io.memoryorchestrator.api.failure.FailureKind;
import io.memoryorchestrator.api.spi.TurnScan.Range;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ExportLimitsIT {
    private static final int POOL = 4;

    @Test
    void aSlowReaderKeepsOtherExportsOutAndRequestsIn() {
        try (TestStore store = TestStore.open("export_limits_it", POOL)) {
            UserArchive archive = store.adapter().archive();
            store.commit("one", turn(session("ada", "s"), 1, "words"));
            List<Boolean> others = new ArrayList<>();
            List<Long> counts = new ArrayList<>();
            Consumer<String> slow = line -> {
                others.add(archive.export(user("bob"), each -> {}));
                counts.add(store.adapter().count(Range.ALL));
            };

            assertThat(archive.export(user("ada"), slow)).isTrue();

            assertThat(others).hasSizeGreaterThan(2).containsOnly(false);
            assertThat(counts).containsOnly(1L);
            assertThat(archive.export(user("bob"), each -> {})).isTrue();
        }
    }

    @Test
    void anExportThatTakesTooLongBreaksOffAndGivesItsPlaceBack() {
        try (TestStore store = TestStore.open("export_limits_it_long")) {
            SupabaseSettings settings = TestStore.settings(store.url());
            try (Connections connections = new Connections(settings)) {
                UserKey keys = new UserKey(settings.defaultTenant());
                UserArchive archive = new SqlArchive(
                        new Database(connections, settings.statementTimeout()),
                        keys,
                        new AuditTrail(keys),
                        new ExportLimits(1, Duration.ZERO));

                for (int attempt = 0; attempt < 2; attempt++) {
                    assertThatThrownBy(() -> archive.export(user("ada"), line -> {}))
                            .isInstanceOfSatisfying(
                                    AdapterException.class,
                                    failure -> assertThat(failure.kind()).isEqualTo(FailureKind.OVERLOADED));
                }
            }
        }
    }

    @Test
    void aQuarterOfThePoolIsForExportsAndAtLeastOneConnection() {
        assertThat(ExportLimits.within(10).atOnce()).isEqualTo(2);
        assertThat(ExportLimits.within(1).atOnce()).isEqualTo(1);
    }
}
