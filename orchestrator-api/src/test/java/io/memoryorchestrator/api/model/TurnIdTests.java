package io.memoryorchestrator.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TurnIdTests {
    private static final SessionRef SESSION = SessionRef.of("acme", "ada", "trip");

    @Test
    void theSameTurnAlwaysHasTheSameId() {
        assertThat(TurnId.ofContent(SessionRef.of("acme", "ada", "trip"), 7, Role.USER, "Yes."))
                .isEqualTo(TurnId.ofContent(SESSION, 7, Role.USER, "Yes."));
        assertThat(TurnId.ofClientId(SessionRef.of("acme", "ada", "trip"), "msg-1"))
                .isEqualTo(TurnId.ofClientId(SESSION, "msg-1"));
    }

    @Test
    void idsStayWhatTheyAreFromReleaseToRelease() {
        // Computed by another implementation. A change would store every turn of a replayed topic a second time.
        assertThat(TurnId.ofClientId(SESSION, "msg-1")).hasToString("8fda50de-377b-80a6-9095-e51c0ceec590");
        assertThat(TurnId.ofContent(SESSION, 7, Role.USER, "Yes.")).hasToString("c93eb85c-ec30-8d58-9a14-d56dd1c20258");
    }

    @Test
    void eachPartOfATurnSeparatesIt() {
        Set<UUID> ids = new HashSet<>();

        ids.add(TurnId.ofContent(SESSION, 7, Role.USER, "Yes."));
        ids.add(TurnId.ofContent(SESSION, 8, Role.USER, "Yes."));
        ids.add(TurnId.ofContent(SESSION, 7, Role.ASSISTANT, "Yes."));
        ids.add(TurnId.ofContent(SESSION, 7, Role.USER, "yes."));
        ids.add(TurnId.ofContent(SessionRef.of("acme", "ada", "trip2"), 7, Role.USER, "Yes."));
        ids.add(TurnId.ofContent(SessionRef.of("acme", "bob", "trip"), 7, Role.USER, "Yes."));
        ids.add(TurnId.ofContent(SessionRef.of("other", "ada", "trip"), 7, Role.USER, "Yes."));
        ids.add(TurnId.ofClientId(SESSION, "Yes."));

        assertThat(ids).hasSize(8);
    }

    @Test
    void textThatMovesAcrossAPartsBorderMakesAnotherTurn() {
        assertThat(TurnId.ofClientId(SessionRef.of("acme", "ada", "trip"), "1"))
                .isNotEqualTo(TurnId.ofClientId(SessionRef.of("acme", "ada", "trip1"), ""));
        assertThat(TurnId.ofClientId(SessionRef.of("ac", "meada", "trip"), "1"))
                .isNotEqualTo(TurnId.ofClientId(SessionRef.of("acme", "ada", "trip"), "1"));
    }

    @Test
    void theSameClientIdOfTwoUsersNamesTwoTurns() {
        assertThat(TurnId.ofClientId(SessionRef.of("acme", "ada", "trip"), "msg-1"))
                .isNotEqualTo(TurnId.ofClientId(SessionRef.of("acme", "bob", "trip"), "msg-1"));
    }

    @Test
    void everyIdIsAVersion8UuidOfTheStandardVariant() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            UUID id = TurnId.ofContent(SESSION, random.nextLong(), Role.TOOL, Long.toString(random.nextLong()));
            assertThat(id.version()).as("seed %d", seed).isEqualTo(8);
            assertThat(id.variant()).as("seed %d", seed).isEqualTo(2);
        }
    }
}
