package io.memoryorchestrator.tck;

import io.memoryorchestrator.api.model.Note;
import io.memoryorchestrator.api.model.Turn;
import io.memoryorchestrator.api.spi.Ability;
import io.memoryorchestrator.api.spi.MemoryAdapter;
import io.memoryorchestrator.api.spi.NoteSearch;
import io.memoryorchestrator.api.spi.RecentTurns;
import io.memoryorchestrator.api.spi.TurnLookup;
import io.memoryorchestrator.api.spi.TurnScan;
import java.util.List;
import java.util.Set;

/**
 * The plainest way to see what an adapter keeps, for contracts that hold for every adapter: the first of recency, lookup,
 * scan and notes that it declares.
 */
interface Sight {

    /** How many memories there are of a turn. */
    long copies(Turn turn);

    /** The contents kept for a turn: its own, or what was made of it. */
    List<String> contents(Turn turn);

    static Sight of(MemoryAdapter adapter) {
        Set<Ability> abilities = adapter.descriptor().abilities();
        if (abilities.contains(Ability.RECENT_TURNS) && adapter instanceof RecentTurns recent) {
            return new OfTurns(turn -> recent.recent(turn.session(), 1_000));
        }
        if (abilities.contains(Ability.TURN_LOOKUP) && adapter instanceof TurnLookup lookup) {
            return new OfTurns(turn -> lookup.lookup(turn.user(), Set.of(turn.id())));
        }
        if (abilities.contains(Ability.TURN_SCAN) && adapter instanceof TurnScan scan) {
            return new OfTurns(turn ->
                    scan.scan(TurnScan.Range.ofUser(turn.user()), null, 10_000).turns());
        }
        if (abilities.contains(Ability.NOTE_SEARCH) && adapter instanceof NoteSearch notes) {
            return new OfNotes(notes);
        }
        throw new NotOffered("The adapter declares no way to read what it keeps");
    }

    /** Reads turns that include the one asked for, if it is kept. */
    interface Reading {
        List<Turn> around(Turn turn);
    }

    /** Sees turns. */
    record OfTurns(Reading reading) implements Sight {
        @Override
        public long copies(Turn turn) {
            return contents(turn).size();
        }

        @Override
        public List<String> contents(Turn turn) {
            return reading.around(turn).stream()
                    .filter(seen -> seen.id().equals(turn.id()))
                    .map(Turn::content)
                    .toList();
        }
    }

    /** Sees notes that name their turn in the metadata key {@code turn_id}. */
    record OfNotes(NoteSearch notes) implements Sight {
        private static final int MOST = 100;
        private static final int QUERY = 200;

        @Override
        public long copies(Turn turn) {
            return contents(turn).size();
        }

        @Override
        public List<String> contents(Turn turn) {
            String query =
                    turn.content().substring(0, Math.min(QUERY, turn.content().length()));
            return notes.notes(turn.user(), query, MOST).stream()
                    .filter(note -> turn.id()
                            .toString()
                            .equals(String.valueOf(note.metadata().get("turn_id"))))
                    .map(Note::text)
                    .toList();
        }
    }
}
