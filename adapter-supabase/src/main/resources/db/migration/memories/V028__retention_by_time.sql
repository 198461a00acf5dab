-- A batch of retention is found by the time of storing alone: an order made the planner walk the keys of all turns for it,
-- also when nothing was due.
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
