package io.memoryorchestrator.adapter.supabase;

import io.memoryorchestrator.api.model.UserRef;
import io.memoryorchestrator.api.spi.ForgetReceipt;
import io.memoryorchestrator.api.spi.ForgetScope;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Removes turns with all that hangs on them, in batches, so that no single statement meets the time limit. Parents are
 * locked before their children are removed, which is the order in which commits touch them.
 */
final class Forgetting {
    private static final int ROWS_AT_ONCE = 5_000;

    private static final Set<String> WITH_TURNS =
            Set.of("sessions", "turns", "turn_embeddings", "deliveries", "intents");

    private static final String LOCK_SESSIONS = """
            select 1 from memories.users where user_id = ? for update;
            select 1 from memories.sessions where user_id = ?""";
    private static final String REMOVE = """
            with doomed as materialized (
                select t.turn_id from memories.turns t where t.user_id = ?""";
    private static final String REMOVE_DOOMED = """
             order by t.turn_id limit ?
            ), embeddings as (
                delete from memories.turn_embeddings where user_id = ? and turn_id in (select turn_id from doomed)
                returning 1
            ), deliveries as (
                delete from memories.deliveries where user_id = ? and turn_id in (select turn_id from doomed)
                returning 1
            ), turns as (
                delete from memories.turns where user_id = ? and turn_id in (select turn_id from doomed)
                returning 1
            )
            select (select count(*) from turns), (select count(*) from embeddings), (select count(*) from deliveries)""";
    private static final String REMOVE_SESSION = "delete from memories.sessions where user_id = ? and session_id = ?";
    private static final String REMOVE_SESSIONS = """
            delete from memories.sessions
            where user_id = ? and session_id in (select session_id from memories.sessions where user_id = ? limit ?)""";
    private static final String REMOVE_INTENTS = """
            delete from memories.intents
            where intent_id in (select intent_id from memories.intents where user_id = ? limit ?)""";
    private static final String REMOVE_USER = "delete from memories.users where user_id = ?";

    private final Database database;
    private final UserKey keys;
    private final AuditTrail audit;

    Forgetting(Database database, UserKey keys, AuditTrail audit) {
        this.database = database;
        this.keys = keys;
        this.audit = audit;
    }

    ForgetReceipt forget(ForgetScope scope) {
        Map<String, Long> removed = new LinkedHashMap<>();
        UUID user = keys.of(scope.user());
        if (scope instanceof ForgetScope.OfUser) {
            removeFromOtherTables(user, removed);
        }
        Map<String, Long> round;
        do {
            round = database.transaction(
                    "forget turns", Caller.WORKER, transaction -> removeSome(transaction, scope, user));
            round.forEach((place, count) -> removed.merge(place, count, Long::sum));
        } while (isMoreLeft(round));
        removed.values().removeIf(count -> count == 0);
        return new ForgetReceipt(removed, true);
    }

    /** From all that hangs on none of the tables below, children first. */
    private void removeFromOtherTables(UUID user, Map<String, Long> removed) {
        List<UserTable> tables = database.query("list tables of users", Caller.WORKER, UserTable.ALL, UserTable::read);
        for (UserTable table : tables.reversed()) {
            if (WITH_TURNS.contains(table.name())) {
                continue;
            }
            long some;
            do {
                some = database.update("forget " + table.name(), Caller.WORKER, table.deleteSome(user, ROWS_AT_ONCE));
                removed.merge(table.name(), some, Long::sum);
            } while (some == ROWS_AT_ONCE);
        }
    }

    private Map<String, Long> removeSome(Transaction transaction, ForgetScope scope, UUID user) throws SQLException {
        Map<String, Long> removed = new LinkedHashMap<>();
        transaction.update(onRecord(scope));
        transaction.query(
                Query.of(LOCK_SESSIONS, user, user).add(sessionCondition(scope)).add(" order by session_id for update"),
                row -> true);
        Query remove =
                Query.of(REMOVE, user).add(turnCondition(scope)).add(REMOVE_DOOMED, ROWS_AT_ONCE, user, user, user);
        transaction.query(remove, row -> {
            removed.put("turns", row.getLong(1));
            removed.put("embeddings", row.getLong(2));
            removed.put("deliveries", row.getLong(3));
            return true;
        });
        if (removed.getOrDefault("turns", 0L) < ROWS_AT_ONCE) {
            switch (scope) {
                case ForgetScope.OfUser _ -> {
                    removed.put("sessions", transaction.update(Query.of(REMOVE_SESSIONS, user, user, ROWS_AT_ONCE)));
                    removed.put("intents", transaction.update(Query.of(REMOVE_INTENTS, user, ROWS_AT_ONCE)));
                    if (!isMoreLeft(removed)) {
                        removed.put("users", transaction.update(Query.of(REMOVE_USER, user)));
                    }
                }
                case ForgetScope.OfSession(var session) ->
                    removed.put("sessions", transaction.update(Query.of(REMOVE_SESSION, user, session.sessionId())));
                case ForgetScope.OfTurns _ -> {}
            }
        }
        return removed;
    }

    private static boolean isMoreLeft(Map<String, Long> removed) {
        return Stream.of("turns", "sessions", "intents")
                .anyMatch(place -> removed.getOrDefault(place, 0L) == ROWS_AT_ONCE);
    }

    /** An erasure puts itself on record. */
    private Query onRecord(ForgetScope scope) {
        return switch (scope) {
            case ForgetScope.OfUser _ -> new Query();
            case ForgetScope.OfSession(var session) -> audit.of("session.delete", session.user(), session.sessionId());
            case ForgetScope.OfTurns(UserRef user, var turnIds) ->
                audit.of(
                        "memory.delete",
                        user,
                        turnIds.stream().map(UUID::toString).sorted().collect(Collectors.joining(" ")));
        };
    }

    private static Query sessionCondition(ForgetScope scope) {
        return switch (scope) {
            case ForgetScope.OfUser(UserRef _) -> new Query();
            case ForgetScope.OfSession(var session) -> Query.of(" and session_id = ?", session.sessionId());
            case ForgetScope.OfTurns(UserRef _, var turnIds) ->
                Query.of(
                        " and session_id in (select t.session_id from memories.turns t"
                                + " where t.user_id = sessions.user_id and t.turn_id = any (?))",
                        (Object) turnIds.toArray(UUID[]::new));
        };
    }

    private static Query turnCondition(ForgetScope scope) {
        return switch (scope) {
            case ForgetScope.OfUser(UserRef _) -> new Query();
            case ForgetScope.OfSession(var session) -> Query.of(" and t.session_id = ?", session.sessionId());
            case ForgetScope.OfTurns(UserRef _, var turnIds) ->
                Query.of(" and t.turn_id = any (?)", (Object) turnIds.toArray(UUID[]::new));
        };
    }
}
