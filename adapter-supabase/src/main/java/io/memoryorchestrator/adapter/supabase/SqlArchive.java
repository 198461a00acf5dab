package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.canonical.UserArchive;
import io.memoryorchestrator.api.model.UserRef;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * A user's rows as JSON, table after table, parents before children. The line of a row is
 * {@code {"table":…,"row":{…}}}; the key of the user is left out, so that it can be restored for another.
 */
final class SqlArchive implements UserArchive {
    private static final int VERSION = 1;
    private static final String END = "end";
    private static final int ROWS_AT_ONCE = 200;
    private static final String FORMAT = "memory-orchestrator-user";
    private static final String LEGAL_HOLD = "legalHold";
    private static final String HELD = "select legal_hold from memories.users where user_id = ?";
    private static final String HOLD = "update memories.users set legal_hold = true where user_id = ?;\n";
    /** Whoever reads the lines may be slow; the transaction waits for them, within limits. */
    private static final String ONE_AT_A_TIME = """
            select pg_try_advisory_xact_lock(hashtextextended('memories.export:' || ?, 0)),
                   set_config('idle_in_transaction_session_timeout', '120s', true)""";

    private final Database database;
    private final UserKey keys;
    private final AuditTrail audit;
    private final ExportLimits limits;
    private final Semaphore places;

    SqlArchive(Database database, UserKey keys, AuditTrail audit, ExportLimits limits) {
        this.database = database;
        this.keys = keys;
        this.audit = audit;
        this.limits = limits;
        this.places = new Semaphore(limits.atOnce());
    }

    @Override
    public boolean export(UserRef user, Consumer<String> line) {
        // Before a connection is taken: whoever comes too early must not wait for one.
        if (!places.tryAcquire()) {
            return false;
        }
        try {
            return exportNow(user, untilTimeIsUp(line));
        } finally {
            places.release();
        }
    }

    private boolean exportNow(UserRef user, Consumer<String> line) {
        UUID key = keys.of(user);
        List<UserTable> tables = tables();
        AtomicBoolean mine = new AtomicBoolean();
        database.snapshot("export a user", Caller.user(key), snapshot -> {
            mine.set(snapshot.query(Query.of(ONE_AT_A_TIME, key.toString()), row -> row.getBoolean(1))
                    .getFirst());
            if (mine.get()) {
                write(user, key, snapshot, tables, line);
            }
        });
        return mine.get();
    }

    /** The statement's own limit does not count the time that a reader takes between two fetches. */
    private Consumer<String> untilTimeIsUp(Consumer<String> line) {
        long since = System.nanoTime();
        return text -> {
            if (System.nanoTime() - since > limits.longest().toNanos()) {
                throw SupabaseFailures.overloaded("The export took longer than "
                        + limits.longest().toSeconds() + " seconds and broke off: read it faster");
            }
            line.accept(text);
        };
    }

    private static void write(
            UserRef user, UUID key, Transaction snapshot, List<UserTable> tables, Consumer<String> line)
            throws SQLException {
        boolean held =
                snapshot.query(Query.of(HELD, key), row -> row.getBoolean(1)).contains(true);
        line.accept(header(user, held));
        long[] rows = new long[1];
        for (UserTable table : tables) {
            if (table.ownReading() && !table.derived()) {
                snapshot.forEach(Query.of(table.select(), key), row -> {
                    rows[0]++;
                    line.accept("{\"table\":\"" + table.name() + "\",\"row\":" + row.getString(1) + "}");
                });
            }
        }
        line.accept("{\"" + END + "\":{\"rows\":" + rows[0] + "}}");
    }

    @Override
    public Map<String, Long> restore(UserRef user, Stream<String> lines) {
        Iterator<String> each = lines.iterator();
        Map<String, @Nullable Object> header = each.hasNext() ? parse(each.next()) : Map.of();
        checkHeader(header);
        UUID key = admitted(user, Boolean.TRUE.equals(header.get(LEGAL_HOLD)));
        Map<String, UserTable> tables = tables().stream()
                .filter(UserTable::ownReading)
                .collect(Collectors.toMap(UserTable::name, table -> table));
        Map<String, Long> restored = new LinkedHashMap<>();
        List<String> rows = new ArrayList<>();
        @Nullable UserTable current = null;
        boolean ended = false;
        while (each.hasNext() && !ended) {
            String text = each.next();
            Map<String, @Nullable Object> line = parse(text);
            ended = line.containsKey(END);
            UserTable table = ended ? null : tables.get(line.get("table"));
            if (!ended && (table == null || !(line.get("row") instanceof Map))) {
                throw SupabaseFailures.refused("A line names no table of an export, or holds no row");
            }
            if (table != current || rows.size() == ROWS_AT_ONCE) {
                write(key, user, current, rows, restored);
                current = table;
            }
            rows.add(text);
        }
        if (!ended) {
            write(key, user, current, rows, restored);
            throw SupabaseFailures.refused(
                    "The export breaks off before its last line: what came before is restored; export again");
        }
        return restored;
    }

    /** A hold comes before the rows, so that nothing of them is removed before the last is there. */
    private UUID admitted(UserRef user, boolean held) {
        UUID key = keys.of(user);
        Query query = UserRows.ensure(Map.of(key, user), keys).add(audit.of("user.import", user, null));
        if (held) {
            query.add(audit.of("retention.hold", user, null)).add(HOLD, key);
        }
        boolean admitted = database.queryOne(
                        "restore a user",
                        Caller.WORKER,
                        query.add("select not memories.is_erased(?)", key),
                        row -> row.getBoolean(1))
                .orElse(false);
        if (!admitted) {
            throw SupabaseFailures.refused("The user has been erased: readmit them before restoring");
        }
        return key;
    }

    private List<UserTable> tables() {
        return database.query("list tables of users", Caller.WORKER, UserTable.ALL, UserTable::read);
    }

    private void write(
            UUID key, UserRef user, @Nullable UserTable table, List<String> rows, Map<String, Long> restored) {
        if (table == null || rows.isEmpty()) {
            return;
        }
        if (table.derived()) {
            // Exports of earlier versions hold such rows.
            rows.clear();
            return;
        }
        Query query = Query.of(table.insert(), key, user.tenantId(), user.userId(), "[" + String.join(",", rows) + "]");
        long count = database.update("restore " + table.name(), Caller.WORKER, query);
        restored.merge(table.name(), count, Long::sum);
        rows.clear();
    }

    private static String header(UserRef user, boolean held) {
        Map<String, @Nullable Object> header = new LinkedHashMap<>();
        header.put("format", FORMAT);
        header.put("version", VERSION);
        header.put("tenantId", user.tenantId());
        header.put("userId", user.userId());
        if (held) {
            header.put(LEGAL_HOLD, true);
        }
        return JsonText.of(header);
    }

    private static void checkHeader(Map<String, @Nullable Object> header) {
        if (!FORMAT.equals(header.get("format")) || !Integer.valueOf(VERSION).equals(header.get("version"))) {
            throw SupabaseFailures.refused("The first line is not the header of an export in version " + VERSION);
        }
    }

    private static Map<String, @Nullable Object> parse(String line) {
        try {
            return JsonText.parse(line);
        } catch (JacksonException notJson) {
            throw SupabaseFailures.refused("A line is not a JSON object");
        }
    }
}
