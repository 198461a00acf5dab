package io.memoryorchestrator.adapter.supabase;

import static io.memoryorchestrator.adapter.supabase.TestStore.session;
import static io.memoryorchestrator.adapter.supabase.TestStore.turn;
import static io.memoryorchestrator.adapter.supabase.TestStore.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.memoryorchestrator.api.canonical.AuditLog;
import io.memoryorchestrator.api.canonical.AuditLog.Actor;
import io.memoryorchestrator.api.canonical.AuditLog.Entry;
import io.memoryorchestrator.api.canonical.Memories;
import io.memoryorchestrator.api.canonical.Memories.Change;
import io.memoryorchestrator.api.canonical.Memories.Memory;
import io.memoryorchestrator.api.canonical.Memories.Place;
import io.memoryorchestrator.api.canonical.Memories.Wanted;
import io.memoryorchestrator.api.model.SessionRef;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.model.TurnFilter;
import io.memoryorchestrator.api.model.TurnKey;
import io.memoryorchestrator.api.spi.ForgetScope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MemoriesIT {
    private static final Wanted ANY = new Wanted(TurnFilter.NONE, 0);

    private static TestStore store;
    private static Memories memories;

    @BeforeAll
    static void open() {
        store = TestStore.open("memories_it");
        memories = store.adapter().memories();
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @Test
    void whatIsListedIsNewestFirstAndNarrowedByEveryField() {
        SessionRef ref = session("lister", "s");
        List<Turn> turns =
                IntStream.range(0, 6).mapToObj(i -> turn(ref, i, "line " + i)).toList();
        store.adapter().store(turns);
        memories.change(ref.user(), turns.get(2).id(), new Change("fact", 0.9, null));

        List<Memory> all = memories.list(ref.user(), ANY, null, 10);
        assertThat(all)
                .extracting(memory -> memory.turn().content())
                .containsExactly("line 5", "line 4", "line 3", "line 2", "line 1", "line 0");
        Turn third = all.get(2).turn();
        assertThat(memories.list(ref.user(), ANY, new Place(third.occurredAt(), third.id()), 2))
                .isEqualTo(all.subList(3, 5));
        assertThat(memories.list(ref.user(), new Wanted(TurnFilter.NONE.ofTypes(Set.of("fact")), 0), null, 10))
                .isEqualTo(all.subList(3, 4));
        assertThat(memories.list(ref.user(), new Wanted(TurnFilter.NONE, 0.8), null, 10))
                .isEqualTo(all.subList(3, 4));
        assertThat(memories.list(ref.user(), new Wanted(TurnFilter.ofSession("other"), 0), null, 10))
                .isEmpty();
        assertThat(memories.list(user("somebody else"), ANY, null, 10)).isEmpty();
    }

    @Test
    void aTurnSaysItsKindInItsMetadataAndAChangeLeavesWhatItDoesNotName() {
        SessionRef ref = session("kinds", "s");
        Turn plain = turn(ref, 1, "plain");
        Turn said = new Turn(
                UUID.randomUUID(),
                ref,
                2,
                plain.role(),
                "likes tea",
                plain.occurredAt(),
                plain.labels(),
                Map.of("memoryType", "preference", "n", 1),
                0.7,
                null);
        store.adapter().store(List.of(plain, said));
        assertThat(memories.lookup(ref.user(), List.of(plain.id(), said.id())))
                .extracting(Memory::type)
                .containsExactlyInAnyOrder("turn", "preference");

        Memory changed = memories.change(ref.user(), said.id(), new Change("reflection", null, Map.of("k", "v")))
                .orElseThrow();

        assertThat(changed.type()).isEqualTo("reflection");
        assertThat(changed.turn().importance()).isEqualTo(0.7);
        assertThat(changed.turn().metadata()).isEqualTo(Map.of("k", "v"));
        assertThat(memories.change(user("somebody else"), said.id(), new Change("fact", null, null)))
                .isEmpty();
    }

    @Test
    void usesAddUpAndGoWithTheirTurn() {
        Turn turn = turn(session("used", "s"), 1, "used");
        store.adapter().store(List.of(turn));
        TurnKey gone = new TurnKey(turn.user(), UUID.randomUUID());

        memories.used(Map.of(TurnKey.of(turn), 3L, gone, 1L), TestStore.NOON);
        memories.used(Map.of(TurnKey.of(turn), 2L), TestStore.NOON.minusSeconds(5));

        Memory memory = memories.lookup(turn.user(), List.of(turn.id())).getFirst();
        assertThat(memory.uses()).isEqualTo(5);
        assertThat(memory.lastUsedAt()).isEqualTo(TestStore.NOON);
        store.adapter().forget(new ForgetScope.OfTurns(turn.user(), Set.of(turn.id())));
        assertThat(store.number("select count(*) from memories.turn_uses where turn_id = '" + turn.id() + "'"))
                .isZero();
    }

    @Test
    void aChangeIsOnRecordWithItsActorAndARefusedOneIsNot() {
        Turn turn = turn(session("audited", "s"), 1, "audited");
        store.adapter().store(List.of(turn));
        AuditLog audit = store.adapter().audit();
        Actor backend = new Actor("service", "backend-7", null);
        Actor self = new Actor("user", "audited", turn.user());

        ScopedValue.where(AuditLog.ACTOR, backend)
                .run(() -> memories.change(turn.user(), turn.id(), new Change("fact", null, null)));
        ScopedValue.where(AuditLog.ACTOR, backend)
                .run(() -> memories.change(turn.user(), UUID.randomUUID(), new Change("fact", null, null)));
        memories.change(turn.user(), turn.id(), new Change("turn", null, null));
        audit.record(List.of(new AuditLog.Read(
                TestStore.NOON, self, "memory.read", turn.user(), turn.id().toString())));
        ScopedValue.where(AuditLog.ACTOR, self)
                .run(() -> store.adapter().erasures().erase(UUID.randomUUID(), turn.user(), null));

        List<Entry> entries = audit.list(turn.user(), null, 10);
        assertThat(entries).extracting(Entry::action).containsExactly("user.erase", "memory.read", "memory.change");
        assertThat(entries).extracting(Entry::actorRole).containsExactly("user", "user", "service");
        assertThat(entries.getLast().actor()).isEqualTo("backend-7");
        assertThat(entries.getFirst().actor()).isEqualTo(entries.getFirst().subject());
        assertThat(store.texts("select a::text from memories.audit a")).noneMatch(row -> row.contains("audited"));
        assertThat(audit.list(turn.user(), entries.get(1).number(), 10)).hasSize(1);
        assertThat(audit.purge(TestStore.NOON.plusSeconds(1), 10)).isOne();
        assertThat(audit.purge(Instant.EPOCH, 10)).isZero();
    }
}
