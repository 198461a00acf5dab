package io.memoryorchestrator.adapter.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.memoryorchestrator.api.model.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheRedisSettingsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://localhost",
                "redis://:pass@localhost:6380/2",
                "rediss://default:AbC-123_x@eu1-example.upstash.io:6379",
            })
    void urlsAsProvidersGiveThemAreTaken(String url) {
        assertThat(CacheSettings.Redis.of(url).place()).matches("[a-z0-9.-]+:\\d+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost:6379",
                "http://hidden@x",
                "redis://",
                "redis://user:hid den@x",
                "redis://h:99999999"
            })
    void anUnusableUrlIsRefusedWithoutRepeatingIt(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CacheSettings.Redis.of(url))
                .withMessageContaining("Give redis://{user}:{password}@{host}:{port}")
                .withMessageNotContainingAny("hidden", "hid den");
    }

    @Test
    void theUrlIsShownNowhere() {
        CacheSettings settings =
                CacheSettings.DEFAULTS.withRedis(CacheSettings.Redis.of("redis://default:hidden@localhost:6390"));

        assertThat(settings.toString()).doesNotContain("hidden").contains("****");
        assertThat(new CacheAdapter(settings).toString()).isEqualTo("cache[at localhost:6390]");
    }

    @Test
    void aTimeoutOutOfRangeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CacheSettings.Redis(Secret.of("redis://localhost"), Duration.ofMinutes(1)))
                .withMessageContaining("between 10ms and 10s");
    }
}
