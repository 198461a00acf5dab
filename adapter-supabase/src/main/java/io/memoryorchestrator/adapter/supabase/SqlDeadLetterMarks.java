package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.canonical.DeadLetterMarks;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Marks of dead letters in {@code memories.dead_letter_marks}. */
final class SqlDeadLetterMarks implements DeadLetterMarks {
    private static final String FIND = """
            select letter_id, state, actor, because, marked_at
            from memories.dead_letter_marks
            where letter_id = any (?)""";
    private static final String MARK = """
            insert into memories.dead_letter_marks as m (letter_id, state, actor, because)
            values (?, ?, ?, ?)
            on conflict (letter_id) do update
                set state = excluded.state, actor = excluded.actor, because = excluded.because, marked_at = now()""";

    private final Database database;

    SqlDeadLetterMarks(Database database) {
        this.database = database;
    }

    @Override
    public Map<String, Mark> find(Collection<String> letterIds) {
        if (letterIds.isEmpty()) {
            return Map.of();
        }
        Map<String, Mark> found = new HashMap<>();
        database.query(
                        "look marks of dead letters up",
                        Caller.WORKER,
                        Query.of(FIND, (Object) letterIds.toArray(String[]::new)),
                        row -> Map.entry(
                                row.getString(1),
                                new Mark(
                                        State.valueOf(row.getString(2)),
                                        row.getString(3),
                                        row.getString(4),
                                        TurnRow.instant(row, 5))))
                .forEach(each -> found.put(each.getKey(), each.getValue()));
        return found;
    }

    @Override
    public void mark(String letterId, State state, String actor, @Nullable String because) {
        database.update(
                "mark a dead letter",
                Caller.WORKER,
                Query.of(MARK, letterId, state.name(), StorableText.of(actor), StorableText.ofNullable(because)));
    }
}
