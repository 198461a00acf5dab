-- Written from V024__second_looks_and_holds.sql, which is the one to change. One transaction, as the Supabase CLI makes it (psql: -1 -f).

do $$
begin
    if exists (select from memories.schema_history where version = '024') then
        raise exception 'V024 has been run already, by the server when it started'
            using hint = 'supabase migration repair --status applied 20261101002400';
    end if;
end
$$;

-- A session is removed only as long as nothing has been said in it. The first turn of a session may commit between the
-- moment a statement sees and its lock, and leaves the session's row as it was: so what is found and locked is looked at
-- again by a statement of its own, which sees the turn. Once the lock is had, no first turn can come.
--
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

-- Who is not under a hold and until when they are to be removed.
create function memories.retention_windows(as_of timestamptz) returns table (user_id uuid, before timestamptz)
    language sql stable set search_path = ''
as $$
    select u.user_id, as_of - pg_catalog.make_interval(days => coalesce(own.days, everybody.days))
    from memories.users u
    left join memories.retention_rules own on own.tenant_id = u.tenant_id
    left join memories.retention_rules everybody on everybody.tenant_id = '*'
    where coalesce(own.days, everybody.days) is not null
      and not u.legal_hold and not coalesce(own.legal_hold, false) and not coalesce(everybody.legal_hold, false)
$$;
revoke all on function memories.retention_windows(timestamptz) from public;
grant execute on function memories.retention_windows(timestamptz) to memory_worker;

-- Entries of the intent ledger that belong to nobody are removed with time like all others.
create or replace function memories.retain_some(as_of timestamptz, at_most integer)
    returns table (turns bigint, sessions bigint, intents bigint)
    language plpgsql volatile set search_path = ''
as $$
declare
    users uuid[];
    ids   text[];
begin
    turns    := 0;
    sessions := 0;
    intents  := 0;
    if not pg_catalog.pg_try_advisory_xact_lock(pg_catalog.hashtextextended('memories.retention', 0)) then
        return next;
        return;
    end if;

    with windows as materialized (
        select w.user_id, w.before from memories.retention_windows(as_of) w
    ), old_turns as materialized (
        select t.user_id, t.turn_id
        from memories.turns t
        join windows w on w.user_id = t.user_id
        where t.stored_at < (select max(w.before) from windows w) and t.stored_at < w.before
        order by t.user_id, t.turn_id
        limit at_most
    )
    delete from memories.turns t using old_turns o
    where t.user_id = o.user_id and t.turn_id = o.turn_id;
    get diagnostics turns = row_count;

    select array_agg(past.user_id), array_agg(past.session_id) into users, ids
    from (select s.user_id, s.session_id
          from memories.sessions s
          join memories.retention_windows(as_of) w on w.user_id = s.user_id
          where s.updated_at < w.before and s.created_at < w.before
            and (s.expires_at is null or s.expires_at < as_of)
            and not exists (select from memories.turns t where t.user_id = s.user_id and t.session_id = s.session_id)
          order by s.user_id, s.session_id
          limit at_most
          for update of s skip locked) as past;
    delete from memories.sessions s
    using unnest(users, ids) as past (user_id, session_id)
    where s.user_id = past.user_id and s.session_id = past.session_id
      and not exists (select from memories.turns t where t.user_id = s.user_id and t.session_id = s.session_id);
    get diagnostics sessions = row_count;

    -- Of erased users and of records that nobody could read there is no user, or no row of one: the days of the tenant hold
    -- where it is known, those of '*' elsewhere.
    delete from memories.intents i
    where i.intent_id in (
        select x.intent_id
        from memories.intents x
        left join memories.users u on u.user_id = x.user_id
        left join memories.retention_rules own on own.tenant_id = x.tenant_id
        left join memories.retention_rules everybody on everybody.tenant_id = '*'
        where x.updated_at < as_of - pg_catalog.make_interval(days => (select min(r.days) from memories.retention_rules r))
          and x.updated_at < as_of - pg_catalog.make_interval(days => coalesce(own.days, everybody.days))
          and not coalesce(u.legal_hold, false)
          and not coalesce(own.legal_hold, false) and not coalesce(everybody.legal_hold, false)
        order by x.intent_id
        limit at_most);
    get diagnostics intents = row_count;
    return next;
end
$$;

insert into memories.schema_history
    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
select coalesce(max(installed_rank), 0) + 1, '024', 'second looks and holds', 'SQL', 'V024__second_looks_and_holds.sql', 264312661, current_user, 0, true
from memories.schema_history;
