-- Written from V015__housekeeping.sql, which is the one to change. One transaction, as the Supabase CLI makes it (psql: -1 -f).

do $$
begin
    if exists (select from memories.schema_history where version = '015') then
        raise exception 'V015 has been run already, by the server when it started'
            using hint = 'supabase migration repair --status applied 20261101001500';
    end if;
end
$$;

-- What is done again and again, by pg_cron where it is and by the application elsewhere; both keep the same record.

-- The next batch of the night's retention. A job of pg_cron calls it every minute for an hour, so that each batch is a
-- transaction of its own and a night that was too short goes on in the next.
create function memories.retention_tick(at_most integer) returns bigint
    language plpgsql volatile set search_path = ''
as $$
declare
    removed_now bigint := (select r.turns + r.sessions + r.intents from memories.retain_some(now(), at_most) as r);
begin
    insert into memories.housekeeping as h (job, started_at, finished_at, removed)
    values ('retention', now(), case when removed_now = 0 then now() end, removed_now)
    on conflict (job) do update
        set removed     = removed_now + case when h.started_at > now() - interval '12 hours' then h.removed else 0 end,
            started_at  = case when h.started_at > now() - interval '12 hours' then h.started_at else now() end,
            finished_at = case when removed_now = 0 then now() end;
    return removed_now;
end
$$;
revoke all on function memories.retention_tick(integer) from public;
grant execute on function memories.retention_tick(integer) to memory_worker;

create function memories.session_tick(at_most integer) returns bigint
    language plpgsql volatile set search_path = ''
as $$
declare
    ended bigint := memories.sweep_expired_sessions(now(), at_most);
begin
    insert into memories.housekeeping as h (job, started_at, finished_at, removed)
    values ('sessions', now(), now(), ended)
    on conflict (job) do update set started_at = now(), finished_at = now(), removed = ended;
    return ended;
end
$$;
revoke all on function memories.session_tick(integer) from public;
grant execute on function memories.session_tick(integer) to memory_worker;

-- Whether a job's time has come; of several that ask, one is told so.
create function memories.claim_job(wanted text, pause interval) returns boolean
    language sql volatile set search_path = ''
as $$
    with claimed as (
        insert into memories.housekeeping as h (job, started_at) values (wanted, now())
        on conflict (job) do update set started_at = now(), finished_at = null, removed = 0
            where h.started_at <= now() - pause
        returning 1
    )
    select exists (select from claimed)
$$;
revoke all on function memories.claim_job(text, interval) from public;
grant execute on function memories.claim_job(text, interval) to memory_worker;

insert into memories.schema_history
    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
select coalesce(max(installed_rank), 0) + 1, '015', 'housekeeping', 'SQL', 'V015__housekeeping.sql', 1867070807, current_user, 0, true
from memories.schema_history;
