package io.memoryorchestrator.adapter.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.model.UserRef;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserKeyTests {
    private static final String SUPABASE_ID = "6f1c1c1e-6ad2-4c3b-9a53-0d9f8b8e7a11";

    private final UserKey keys = new UserKey("default");

    @Test
    void aSupabaseUserKeepsTheOwnId() {
        assertThat(keys.of(new UserRef("default", SUPABASE_ID))).isEqualTo(UUID.fromString(SUPABASE_ID));
    }

    @Test
    void theSameIdInAnotherTenantIsAnotherKey() {
        assertThat(keys.of(new UserRef("other", SUPABASE_ID))).isNotEqualTo(UUID.fromString(SUPABASE_ID));
    }

    @Test
    void anotherSpellingOfAnIdIsAnotherUser() {
        assertThat(keys.of(new UserRef("default", SUPABASE_ID.toUpperCase(Locale.ROOT))))
                .isNotEqualTo(UUID.fromString(SUPABASE_ID));
    }

    @Test
    void anIdOfAuthUsersIsKnownInEveryTenantAndInItsOwnSpellingOnly() {
        assertThat(UserKey.authUser(new UserRef("other", SUPABASE_ID))).isEqualTo(UUID.fromString(SUPABASE_ID));
        assertThat(UserKey.authUser(new UserRef("other", SUPABASE_ID.toUpperCase(Locale.ROOT))))
                .isNull();
        assertThat(UserKey.authUser(new UserRef("default", "ada"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"test-user", "1-1-1-1-1", "пользователь", "6f1c1c1e-6ad2-4c3b-9a53-0d9f8b8e7a1g"})
    void anyOtherStringIsHashedToVersionEight(String id) {
        UUID key = keys.of(new UserRef("default", id));

        assertThat(key.version()).isEqualTo(8);
        assertThat(key.variant()).isEqualTo(2);
        assertThat(keys.of(new UserRef("default", id))).isEqualTo(key);
    }

    @Test
    void anIdThatLooksLikeAHashedKeyCannotTakeAnothersRows() {
        UUID victim = keys.of(new UserRef("default", "victim"));

        assertThat(keys.of(new UserRef("default", victim.toString()))).isNotEqualTo(victim);
    }

    @Test
    void partsCannotBeMovedBetweenTenantAndUser() {
        assertThat(keys.of(new UserRef("ab", "c"))).isNotEqualTo(keys.of(new UserRef("a", "bc")));
    }
}
