package io.memoryorchestrator.adapter.supabase;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/**
 * A table that holds rows of users, as the catalogue describes it: a new table with a column {@code user_id} is exported,
 * restored and erased without being named anywhere.
 *
 * @param name quoted where it has to be, without the schema
 * @param columns all that can be written, quoted, without {@code user_id}
 * @param key the columns of the primary key, quoted, without {@code user_id}
 * @param named whether its rows repeat the user's tenant and name, so that restoring puts those of the new owner there
 * @param ownReading whether users may read their own rows of it
 */
record UserTable(String name, List<String> columns, List<String> key, boolean named, boolean ownReading) {
    /** What this database has made of the other rows for itself: another one makes its own, or has no need to. */
    private static final Set<String> DERIVED = Set.of("large_users");

    /** Every such table, parents before children. */
    static final Query ALL = Query.of("""
            with recursive tables as (
                select c.oid, c.relname
                from pg_catalog.pg_class c
                join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attname = 'user_id' and not a.attisdropped
                where c.relnamespace = 'memories'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
                  and c.relname <> 'users'
            ), links as (
                select distinct conrelid as child, confrelid as parent
                from pg_catalog.pg_constraint
                where contype = 'f' and conrelid <> confrelid
            ), depths as (
                select oid, 0 as depth from tables
                union
                select l.child, d.depth + 1
                from depths d
                join links l on l.parent = d.oid
                where d.depth < 20 and l.child in (select oid from tables)
            ), described as (
                select t.oid, t.relname, max(d.depth) as depth,
                       (select coalesce(array_agg(quote_ident(a.attname) order by a.attnum), '{}')
                        from pg_catalog.pg_attribute a
                        where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                          and a.attname <> 'user_id') as columns,
                       (select coalesce(array_agg(quote_ident(a.attname) order by k.place), '{}')
                        from pg_catalog.pg_index i
                        cross join unnest(i.indkey) with ordinality as k (attnum, place)
                        join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
                        where i.indrelid = t.oid and i.indisprimary and a.attname <> 'user_id') as key
                from tables t
                join depths d on d.oid = t.oid
                group by t.oid, t.relname
            )
            select quote_ident(relname), array(select c from unnest(columns) as c where not named or c not in
                       ('tenant_id', 'external_id')), key, named, pg_catalog.has_table_privilege('authenticated', oid, 'select')
            from (select d.*, columns @> '{tenant_id,external_id}'::text[] as named from described d) as whole
            order by depth, relname""");

    /** The lines go in as they came out, so that no number is rounded on the way. */
    private static final String INSERT = """
            with given as materialized (
                select ?::uuid as user_id, ?::text as tenant_id, ?::text as external_id,
                       (select jsonb_agg(line -> 'row') from jsonb_array_elements(?::jsonb) as line) as rows
            )%s
            insert into memories.%s (user_id, %s%s) overriding system value
            select given.user_id, %s%s
            from given, jsonb_populate_recordset(null::memories.%s, given.rows) as kept
            on conflict do nothing""";
    /** A vector's model has to be known before it. */
    private static final String MODELS = """
            , models as (
                insert into memories.embedding_models (model_id, dimensions)
                select distinct kept.model_id, kept.dimensions
                from given, jsonb_populate_recordset(null::memories.%s, given.rows) as kept
                on conflict do nothing
            )""";

    UserTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    static UserTable read(ResultSet row) throws SQLException {
        return new UserTable(
                row.getString(1), texts(row.getArray(2)), texts(row.getArray(3)), row.getBoolean(4), row.getBoolean(5));
    }

    boolean derived() {
        return DERIVED.contains(name);
    }

    /** Takes the user's key. */
    String select() {
        return "select to_jsonb(kept)::text from (select " + String.join(", ", columns) + " from memories." + name
                + " where user_id = ?" + (key.isEmpty() ? "" : " order by " + String.join(", ", key)) + ") as kept";
    }

    /** Takes the user's key, tenant and name, and an array of lines. */
    String insert() {
        boolean vectors = columns.contains("model_id") && columns.contains("dimensions");
        return INSERT.formatted(
                vectors ? MODELS.formatted(name) : "",
                name,
                named ? "tenant_id, external_id, " : "",
                String.join(", ", columns),
                named ? "given.tenant_id, given.external_id, " : "",
                "kept." + String.join(", kept.", columns),
                name);
    }

    /** Takes the user's key, and once more with a limit when there is a key to tell rows by. */
    Query deleteSome(Object user, int limit) {
        Query delete = Query.of("delete from memories." + name + " where user_id = ?", user);
        if (!key.isEmpty()) {
            String columnsOfKey = String.join(", ", key);
            delete.add(
                    " and (" + columnsOfKey + ") in (select " + columnsOfKey + " from memories." + name
                            + " where user_id = ? limit ?)",
                    user,
                    limit);
        }
        return delete;
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
