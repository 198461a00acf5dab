package io.memoryorchestrator.adapter.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanCursorTests {

    @ParameterizedTest
    @ValueSource(strings = {"s", "сессия 1", "a/b?c=d&e", "=="})
    void aCursorComesBackAsItWas(String sessionId) {
        ScanCursor cursor = new ScanCursor(UUID.randomUUID(), sessionId, Long.MIN_VALUE, UUID.randomUUID());

        assertThat(ScanCursor.parse(cursor.text())).isEqualTo(cursor);
    }
}
