-- Written from V014__erasure_steps.sql, which is the one to change. One transaction, as the Supabase CLI makes it (psql: -1 -f).

do $$
begin
    if exists (select from memories.schema_history where version = '014') then
        raise exception 'V014 has been run already, by the server when it started'
            using hint = 'supabase migration repair --status applied 20261101001400';
    end if;
end
$$;

-- An erasure goes on outside the database, and its entry says how far it is. It names the user until it is through and
-- nobody afterwards.

alter table memories.erasures
    add column tenant_id       text collate "C",
    add column external_id     text collate "C",
    add column steps           jsonb       not null default '{}' check (jsonb_typeof(steps) = 'object'),
    add column attempts        integer     not null default 0,
    add column next_attempt_at timestamptz not null default now(),
    add column worker          text,
    add column lease_until     timestamptz,
    add check ((tenant_id is null) = (external_id is null)),
    add check (completed_at is null or external_id is null);
create index erasures_open on memories.erasures (next_attempt_at) where completed_at is null;
create index erasures_by_time on memories.erasures (requested_at desc);

-- The adapters that have something of a user, as the first steps of an erasure.
create function memories.steps_by_deliveries(of_user uuid) returns jsonb
    language sql stable set search_path = ''
as $$
    select coalesce(jsonb_object_agg(met.adapter, '{"state": "PENDING"}'::jsonb), '{}')
    from (select distinct d.adapter from memories.deliveries d where d.user_id = of_user and d.state <> 'SKIPPED') as met
$$;
revoke all on function memories.steps_by_deliveries(uuid) from public;
grant execute on function memories.steps_by_deliveries(uuid) to memory_worker;

-- Whoever is deleted in auth.users is erased here as well: the rows go by cascade, and this has the other places told.
create function memories.erase_with_auth_user() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    if old.auth_user_id is not null
        and not exists (select from auth.users where id = old.auth_user_id)
        and not exists (select from memories.suppressions where user_hash = sha256(uuid_send(old.user_id))) then
        insert into memories.erasures (erasure_id, user_hash, reason, tenant_id, external_id, steps)
        values (gen_random_uuid(), sha256(uuid_send(old.user_id)), 'auth_user_deleted', old.tenant_id, old.external_id,
                memories.steps_by_deliveries(old.user_id));
        insert into memories.suppressions (user_hash, erasure_id)
        select user_hash, erasure_id from memories.erasures
        where user_hash = sha256(uuid_send(old.user_id)) and completed_at is null
        limit 1;
    end if;
    return old;
end
$$;
revoke all on function memories.erase_with_auth_user() from public;
create trigger erase_with_auth_user before delete on memories.users
    for each row execute function memories.erase_with_auth_user();

-- The trigger runs as the owner, who is bound by forced policies too unless it may bypass them.
create policy owner_select on memories.erasures for select to current_user using (true);
create policy owner_insert on memories.erasures for insert to current_user with check (true);
create policy owner_select on memories.suppressions for select to current_user using (true);
create policy owner_insert on memories.suppressions for insert to current_user with check (true);
create policy owner_select on memories.deliveries for select to current_user using (true);

insert into memories.schema_history
    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
select coalesce(max(installed_rank), 0) + 1, '014', 'erasure steps', 'SQL', 'V014__erasure_steps.sql', -450764836, current_user, 0, true
from memories.schema_history;
