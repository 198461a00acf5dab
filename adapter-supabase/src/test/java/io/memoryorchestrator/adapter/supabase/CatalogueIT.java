package io.memoryorchestrator.adapter.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every migration must leave behind it: whoever adds a table, a view or a function and forgets a part fails here. */
class CatalogueIT {
    private static TestStore store;

    @BeforeAll
    static void open() {
        store = TestStore.open("catalogue_it");
    }

    @AfterAll
    static void close() {
        store.close();
    }

    @ParameterizedTest
    @EnumSource
    void theSchemaKeepsEachRule(Rule rule) throws SQLException {
        try (Connection connection = store.superuser()) {
            assertThat(breaches(connection, rule)).as(rule.name()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachRuleSeesItsBreach(Rule rule) throws SQLException {
        try (Connection connection = store.superuser();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(rule.breach);

            assertThat(breaches(connection, rule)).as(rule.name()).isNotEmpty();

            connection.rollback();
        }
    }

    /** The history belongs to its owner, who writes it without BYPASSRLS. */
    @Test
    void onlyTheMigrationHistoryIsNotForced() {
        assertThat(store.number("select count(*) from pg_class where relnamespace = 'memories'::regnamespace"
                        + " and relkind in ('r', 'p') and relrowsecurity and not relforcerowsecurity"))
                .isOne();
    }

    private static List<String> breaches(Connection connection, Rule rule) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(rule.breaches)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    /** What finds breaches, and one to find. */
    private enum Rule {
        ROW_LEVEL_SECURITY_IS_ON("""
                select relname from pg_class
                where relnamespace = 'memories'::regnamespace and relkind in ('r', 'p') and not relrowsecurity
                """, "create table memories.forgotten (id int)"),
        ROW_LEVEL_SECURITY_IS_FORCED(
                """
                select relname from pg_class
                where relnamespace = 'memories'::regnamespace and relkind in ('r', 'p') and not relforcerowsecurity
                  and relname <> 'schema_history'
                """, "create table memories.half (id int); alter table memories.half enable row level security"),
        EVERY_GRANT_HAS_A_POLICY_OF_ITS_COMMAND("""
                select g.table_name || ' ' || g.grantee || ' ' || g.privilege_type
                from information_schema.role_table_grants g
                join pg_class c on c.oid = format('memories.%I', g.table_name)::regclass and c.relkind in ('r', 'p')
                where g.table_schema = 'memories' and g.grantee in ('authenticated', 'memory_worker')
                  and not exists (
                      select from pg_policies p
                      where p.schemaname = 'memories' and p.tablename = g.table_name
                        and g.grantee = any (p.roles) and p.cmd = g.privilege_type)
                """, "grant update on memories.turns to authenticated"),
        ONE_POLICY_FOR_EACH_COMMAND(
                "select tablename || ' ' || policyname from pg_policies where schemaname = 'memories' and cmd = 'ALL'",
                "create policy everything on memories.turns to authenticated using (user_id = (select auth.uid()))"),
        THE_CLAIM_IS_READ_ONCE_A_QUERY(
                """
                select tablename || ' ' || policyname from pg_policies
                where schemaname = 'memories' and coalesce(qual, '') || coalesce(with_check, '') like '%uid()%'
                  and coalesce(qual, with_check) not like '%( SELECT auth.uid() AS uid)%'
                """,
                "create policy slow on memories.backfills for select to authenticated using (job_id = auth.uid())"),
        WHAT_A_USER_READS_IS_INDEXED_BY_USER("""
                select p.tablename from pg_policies p
                where p.schemaname = 'memories' and p.roles = '{authenticated}' and p.qual like '%user_id = ( SELECT%'
                  and not exists (
                      select from pg_index i
                      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
                      where i.indrelid = format('memories.%I', p.tablename)::regclass and a.attname = 'user_id')
                """, """
                create table memories.unindexed (user_id uuid);
                create policy own_rows on memories.unindexed for select to authenticated
                    using (user_id = (select auth.uid()))
                """),
        NOTHING_IS_GRANTED_TO_OTHERS("""
                select g.table_name || ' ' || g.grantee from information_schema.role_table_grants g
                where g.table_schema = 'memories' and g.grantee in ('anon', 'PUBLIC', 'memory_app', 'service_role')
                """, "grant select on memories.turns to anon"),
        A_PARTITION_IS_REACHED_THROUGH_ITS_PARENT("""
                select c.relname from pg_class c, aclexplode(c.relacl) a
                where c.relnamespace = 'memories'::regnamespace and c.relispartition and c.relkind = 'r'
                  and a.grantee <> c.relowner
                """, "grant select on memories.turns_p00 to authenticated"),
        A_VIEW_ASKS_AS_ITS_CALLER("""
                select relname from pg_class
                where relnamespace = 'memories'::regnamespace
                  and (relkind = 'm' or relkind = 'v' and not coalesce(
                      reloptions && array ['security_invoker=true', 'security_invoker=on'], false))
                """, "create view memories.peephole as select * from memories.turns"),
        A_FUNCTION_FIXES_ITS_SEARCH_PATH("""
                select p.proname from pg_proc p
                where p.pronamespace = 'memories'::regnamespace
                  and (p.proconfig is null or not exists (
                      select from unnest(p.proconfig) setting where setting like 'search_path=%'))
                """, """
                create function memories.loose() returns int language sql security definer as 'select 1'
                """),
        A_FUNCTION_IS_NOT_EVERYBODYS("""
                select p.proname from pg_proc p
                where p.pronamespace = 'memories'::regnamespace
                  and (has_function_privilege('anon', p.oid, 'execute')
                       or p.prosecdef and has_function_privilege('authenticated', p.oid, 'execute'))
                """, """
                create function memories.open() returns int language sql set search_path = '' as 'select 1'
                """),
        A_FOREIGN_KEY_HAS_AN_INDEX("""
                select c.conrelid::regclass::text || ' ' || c.conname
                from pg_constraint c
                where c.contype = 'f' and c.connamespace = 'memories'::regnamespace and c.conparentid = 0
                  and not exists (
                      select from pg_index i
                      where i.indrelid = c.conrelid
                        and (i.indkey::smallint[])[0:cardinality(c.conkey) - 1] @> c.conkey)
                """, """
                create table memories.child (id int primary key, parent uuid references memories.users (user_id))
                """);

        private final String breaches;
        private final String breach;

        Rule(String breaches, String breach) {
            this.breaches = breaches;
            this.breach = breach;
        }
    }
}
