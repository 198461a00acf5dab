-- Written from V026__holds.sql, which is the one to change. One transaction, as the Supabase CLI makes it (psql: -1 -f).

do $$
begin
    if exists (select from memories.schema_history where version = '026') then
        raise exception 'V026 has been run already, by the server when it started'
            using hint = 'supabase migration repair --status applied 20261101002600';
    end if;
end
$$;

-- A legal hold keeps everything of a user: also the data of sessions whose time is up, and values of nodes that have expired.
-- They are over for whoever reads, and stay in their tables until the hold is lifted.

create view memories.held_users with (security_invoker = true) as
    select u.user_id
    from memories.users u
    where u.legal_hold
       or exists (select from memories.retention_rules r where r.tenant_id in (u.tenant_id, '*') and r.legal_hold);
grant select on memories.held_users to memory_worker;

create or replace function memories.sweep_expired_sessions(as_of timestamptz, at_most integer) returns bigint
    language plpgsql volatile set search_path = ''
as $$
declare
    users    uuid[];
    ids      text[];
    removed  bigint;
    emptied  bigint;
begin
    select array_agg(ended.user_id), array_agg(ended.session_id) into users, ids
    from (select s.user_id, s.session_id
          from memories.sessions s
          where s.expires_at <= as_of
            and not exists (select from memories.held_users h where h.user_id = s.user_id)
          order by s.expires_at
          limit at_most
          for update of s skip locked) as ended;

    -- A statement of its own sees a first turn that was committed before the lock was had.
    delete from memories.sessions s
    using unnest(users, ids) as ended (user_id, session_id)
    where s.user_id = ended.user_id and s.session_id = ended.session_id
      and not exists (select from memories.turns t where t.user_id = s.user_id and t.session_id = s.session_id);
    get diagnostics removed = row_count;

    update memories.sessions s
    set data = '{}', expires_at = null, ended_at = as_of, version = s.version + 1
    from unnest(users, ids) as ended (user_id, session_id)
    where s.user_id = ended.user_id and s.session_id = ended.session_id;
    get diagnostics emptied = row_count;
    return removed + emptied;
end
$$;

create or replace function memories.sweep_expired_nodes(as_of timestamptz, at_most integer) returns bigint
    language plpgsql volatile set search_path = ''
as $$
declare
    name    text;
    total   bigint := 0;
    removed bigint;
begin
    foreach name in array array ['node_messages', 'node_summaries', 'node_vectors', 'node_entity_relations',
        'node_entities', 'node_documents', 'node_episodes', 'node_facts', 'node_rules', 'node_graph_relations',
        'node_graph_nodes', 'node_working_memory', 'node_key_values'] loop
        execute pg_catalog.format('
            with expired as materialized (
                select x.user_id, x.node_id, x.key from memories.%1$I x
                where x.expires_at <= $1
                  and not exists (select from memories.held_users h where h.user_id = x.user_id)
                order by x.expires_at
                limit $2
                for update of x skip locked
            )
            delete from memories.%1$I t using expired e
            where t.user_id = e.user_id and t.node_id = e.node_id and t.key = e.key', name)
            using as_of, at_most;
        get diagnostics removed = row_count;
        total := total + removed;
    end loop;
    return total;
end
$$;

insert into memories.schema_history
    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
select coalesce(max(installed_rank), 0) + 1, '026', 'holds', 'SQL', 'V026__holds.sql', -1403563055, current_user, 0, true
from memories.schema_history;
