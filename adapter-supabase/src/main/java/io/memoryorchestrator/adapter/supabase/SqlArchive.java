package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.canonical.UserArchive;
import io.memoryorchestrator.api.model.UserRef;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A user's rows as JSON, table after table, parents before children. The line of a row is
 * {@code {"table":…,"row":{…}}}; the key of the user is left out, so that it can be restored for another.
 */
final class SqlArchive implements UserArchive {
    private static final int VERSION = 1;
    private static final int ROWS_AT_ONCE = 200;
    private static final String FORMAT = "memory-orchestrator-user";

    private final Database database;
    private final UserKey keys;
    private final ExtensionSchema extension;

    SqlArchive(Database database, UserKey keys, ExtensionSchema extension) {
        this.database = database;
        this.keys = keys;
        this.extension = extension;
    }

    @Override
    public void export(UserRef user, Consumer<String> line) {
        UUID key = keys.of(user);
        Map<String, @Nullable Object> header = new LinkedHashMap<>();
        header.put("format", FORMAT);
        header.put("version", VERSION);
        line.accept(JsonText.of(header));
        database.snapshot("export a user", Caller.user(key), snapshot -> {
            for (ArchiveTable table : ArchiveTable.values()) {
                snapshot.forEach(
                        Query.of(table.select(), key),
                        row -> line.accept(
                                "{\"table\":\"" + table.tableName() + "\",\"row\":" + row.getString(1) + "}"));
            }
        });
    }

    @Override
    public Map<String, Long> restore(UserRef user, Stream<String> lines) {
        UUID key = keys.of(user);
        Map<String, Long> restored = new LinkedHashMap<>();
        Iterator<String> each = lines.iterator();
        checkHeader(each.hasNext() ? parse(each.next()) : Map.of());
        boolean admitted = database.queryOne(
                        "restore a user",
                        Caller.WORKER,
                        UserRows.ensure(Map.of(key, user), keys).add("select not memories.is_erased(?)", key),
                        row -> row.getBoolean(1))
                .orElse(false);
        if (!admitted) {
            throw SupabaseFailures.rejected("The user has been erased: readmit them before restoring");
        }
        List<String> rows = new ArrayList<>();
        @Nullable ArchiveTable current = null;
        while (each.hasNext()) {
            String text = each.next();
            Map<String, @Nullable Object> line = parse(text);
            ArchiveTable table = ArchiveTable.named(line.get("table"))
                    .orElseThrow(() -> SupabaseFailures.rejected("A line names no table of an export"));
            if (table != current || rows.size() == ROWS_AT_ONCE) {
                write(key, user, current, rows, restored);
                current = table;
            }
            if (!(line.get("row") instanceof Map)) {
                throw SupabaseFailures.rejected("A line holds no row");
            }
            rows.add(text);
        }
        write(key, user, current, rows, restored);
        return restored;
    }

    private void write(
            UUID key, UserRef user, @Nullable ArchiveTable table, List<String> rows, Map<String, Long> restored) {
        if (table == null || rows.isEmpty()) {
            return;
        }
        Query query = Query.of(
                extension.in(table.insert()), key, user.tenantId(), user.userId(), "[" + String.join(",", rows) + "]");
        long count = database.update("restore " + table.tableName(), Caller.WORKER, query);
        restored.merge(table.tableName(), count, Long::sum);
        rows.clear();
    }

    private static void checkHeader(Map<String, @Nullable Object> header) {
        if (!FORMAT.equals(header.get("format")) || !Integer.valueOf(VERSION).equals(header.get("version"))) {
            throw SupabaseFailures.rejected("The first line is not the header of an export in version " + VERSION);
        }
    }

    private static Map<String, @Nullable Object> parse(String line) {
        try {
            return JsonText.parse(line);
        } catch (JacksonException notJson) {
            throw SupabaseFailures.rejected("A line is not a JSON object");
        }
    }
}
