-- Written from V007__stewardship.sql, which is the one to change. One transaction, as the Supabase CLI makes it (psql: -1 -f).

do $$
begin
    if exists (select from memories.schema_history where version = '007') then
        raise exception 'V007 has been run already, by the server when it started'
            using hint = 'supabase migration repair --status applied 20261101000700';
    end if;
end
$$;

-- Sessions with data and a time to live, retention, erasure with a list of those who must not come back.

alter table memories.sessions
    add column kind       text        not null default 'chat' check (length(kind) between 1 and 200),
    add column thread_id  text,
    add column data       jsonb       not null default '{}' check (jsonb_typeof(data) = 'object'),
    add column version    bigint      not null default 1,
    add column updated_at timestamptz not null default now(),
    add column expires_at timestamptz,
    add column ended_at   timestamptz;
create index sessions_by_use on memories.sessions (user_id, updated_at desc);
create index sessions_expiring on memories.sessions (expires_at) where expires_at is not null;

alter table memories.users add column legal_hold boolean not null default false;
-- Rows come in order of time, so a small block range index finds the old ones.
create index turns_by_storing on memories.turns using brin (stored_at);
create index intents_by_update on memories.intents using brin (updated_at);

-- The rule of tenant '*' holds for tenants without days of their own.
create table memories.retention_rules (
    tenant_id  text collate "C" primary key check (length(tenant_id) between 1 and 200),
    days       integer check (days between 1 and 36500),
    legal_hold boolean not null default false
);

create table memories.housekeeping (
    job         text primary key,
    started_at  timestamptz not null,
    finished_at timestamptz,
    removed     bigint      not null default 0
);

-- Whom nothing may be stored of any more. The key is hashed, so the list names nobody.
create table memories.suppressions (
    user_hash  bytea primary key check (octet_length(user_hash) = 32),
    erasure_id uuid        not null,
    since      timestamptz not null default now()
);
create table memories.erasures (
    erasure_id   uuid primary key,
    user_hash    bytea       not null,
    reason       text,
    requested_at timestamptz not null default now(),
    completed_at timestamptz,
    removed      jsonb       not null default '{}'
);

create function memories.is_erased(candidate uuid) returns boolean
    language sql stable set search_path = ''
as $$
    select exists (select from memories.suppressions where user_hash = sha256(uuid_send(candidate)))
$$;
revoke all on function memories.is_erased(uuid) from public;
grant execute on function memories.is_erased(uuid) to memory_worker;

-- A session that is over keeps its turns until retention; one without turns goes.
create function memories.sweep_expired_sessions(as_of timestamptz, at_most integer) returns bigint
    language sql volatile set search_path = ''
as $$
    with ended as materialized (
        select s.user_id, s.session_id,
               exists (select from memories.turns t
                       where t.user_id = s.user_id and t.session_id = s.session_id) as has_turns
        from memories.sessions s
        where s.expires_at <= as_of
        order by s.expires_at
        limit at_most
        for update skip locked
    ), emptied as (
        update memories.sessions s
        set data = '{}', expires_at = null, ended_at = as_of, version = s.version + 1
        from ended e
        where e.has_turns and s.user_id = e.user_id and s.session_id = e.session_id
        returning 1
    ), removed as (
        delete from memories.sessions s
        using ended e
        where not e.has_turns and s.user_id = e.user_id and s.session_id = e.session_id
        returning 1
    )
    select (select count(*) from emptied) + (select count(*) from removed)
$$;
revoke all on function memories.sweep_expired_sessions(timestamptz, integer) from public;
grant execute on function memories.sweep_expired_sessions(timestamptz, integer) to memory_worker;

-- One batch of what is older than its tenant's window. Nothing while another batch runs, and nothing under a hold.
create function memories.retain_some(as_of timestamptz, at_most integer)
    returns table (turns bigint, sessions bigint, intents bigint)
    language plpgsql volatile set search_path = ''
as $$
begin
    if not pg_catalog.pg_try_advisory_xact_lock(pg_catalog.hashtextextended('memories.retention', 0)) then
        return query select 0::bigint, 0::bigint, 0::bigint;
        return;
    end if;
    return query
    with windows as materialized (
        select u.user_id, as_of - pg_catalog.make_interval(days => coalesce(own.days, everybody.days)) as before
        from memories.users u
        left join memories.retention_rules own on own.tenant_id = u.tenant_id
        left join memories.retention_rules everybody on everybody.tenant_id = '*'
        where coalesce(own.days, everybody.days) is not null
          and not u.legal_hold and not coalesce(own.legal_hold, false) and not coalesce(everybody.legal_hold, false)
    ), old_turns as materialized (
        select t.user_id, t.turn_id
        from memories.turns t
        join windows w on w.user_id = t.user_id
        where t.stored_at < (select max(before) from windows) and t.stored_at < w.before
        order by t.user_id, t.turn_id
        limit at_most
    ), gone_turns as (
        delete from memories.turns t using old_turns o
        where t.user_id = o.user_id and t.turn_id = o.turn_id
        returning 1
    ), old_sessions as materialized (
        select s.user_id, s.session_id
        from memories.sessions s
        join windows w on w.user_id = s.user_id
        where s.updated_at < w.before and s.created_at < w.before
          and (s.expires_at is null or s.expires_at < as_of)
          and not exists (select from memories.turns t where t.user_id = s.user_id and t.session_id = s.session_id)
        order by s.user_id, s.session_id
        limit at_most
        for update of s skip locked
    ), gone_sessions as (
        delete from memories.sessions s using old_sessions o
        where s.user_id = o.user_id and s.session_id = o.session_id
        returning 1
    ), gone_intents as (
        delete from memories.intents i
        where i.intent_id in (
            select x.intent_id from memories.intents x
            join windows w on w.user_id = x.user_id
            where x.updated_at < w.before
            order by x.intent_id
            limit at_most)
        returning 1
    )
    select (select count(*) from gone_turns), (select count(*) from gone_sessions), (select count(*) from gone_intents);
end
$$;
revoke all on function memories.retain_some(timestamptz, integer) from public;
grant execute on function memories.retain_some(timestamptz, integer) to memory_worker;

do $$
declare
    name text;
begin
    foreach name in array array ['retention_rules', 'housekeeping', 'suppressions', 'erasures'] loop
        execute format('alter table memories.%I enable row level security', name);
        execute format('alter table memories.%I force row level security', name);
        execute format('create policy worker_select on memories.%I for select to memory_worker using (true)', name);
        execute format('create policy worker_insert on memories.%I for insert to memory_worker with check (true)', name);
        execute format('create policy worker_update on memories.%I for update to memory_worker
            using (true) with check (true)', name);
        execute format('create policy worker_delete on memories.%I for delete to memory_worker using (true)', name);
        execute format('grant select, insert, update, delete on memories.%I to memory_worker', name);
    end loop;
end
$$;

insert into memories.schema_history
    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
select coalesce(max(installed_rank), 0) + 1, '007', 'stewardship', 'SQL', 'V007__stewardship.sql', -1457961702, current_user, 0, true
from memories.schema_history;
