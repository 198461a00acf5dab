-- Written from V005__ledgers.sql, which is the one to change. One transaction, as the Supabase CLI makes it (psql: -1 -f).

do $$
begin
    if exists (select from memories.schema_history where version = '005') then
        raise exception 'V005 has been run already, by the server when it started'
            using hint = 'supabase migration repair --status applied 20261101000500';
    end if;
end
$$;

-- What must commit together with turns or be the same for every process.

-- An intent may be known before its user is, so user_id is no foreign key; see the trigger below.
create table memories.intents (
    intent_id    text collate "C" primary key check (length(intent_id) between 1 and 200),
    type         text        not null check (type in ('onTurnCommitted', 'syncSession', 'backfillSession', 'fetchContext')),
    user_id      uuid,
    tenant_id    text collate "C",
    external_id  text collate "C",
    status       text        not null check (status in ('ACCEPTED', 'STORED', 'SKIPPED', 'FAILED')),
    reason       text,
    fingerprint  text,
    turn_ids     uuid[]      not null default '{}',
    turns_failed integer     not null default 0,
    accepted_at  timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    check ((user_id is null) = (tenant_id is null) and (user_id is null) = (external_id is null))
);
create index intents_user_id on memories.intents (user_id) where user_id is not null;

create table memories.deliveries (
    user_id    uuid             not null,
    turn_id    uuid             not null,
    adapter    text collate "C" not null check (length(adapter) between 1 and 200),
    state      text             not null check (state in ('IN_DOUBT', 'PENDING', 'DELIVERED', 'SKIPPED', 'FAILED')),
    reference  text,
    reason     text,
    updated_at timestamptz      not null default now(),
    primary key (user_id, turn_id, adapter),
    foreign key (user_id, turn_id) references memories.turns (user_id, turn_id) on delete cascade
);

create table memories.backfills (
    job_id      uuid primary key,
    request     jsonb       not null check (jsonb_typeof(request) = 'object'),
    state       text        not null check (state in ('RUNNING', 'PAUSED', 'FINISHED', 'CANCELLED', 'FAILED')),
    total       bigint      not null,
    done        bigint      not null,
    failed      bigint      not null,
    cursor      text,
    reason      text,
    worker      text,
    lease_until timestamptz,
    created_at  timestamptz not null default now(),
    updated_at  timestamptz not null default now()
);
create index backfills_running on memories.backfills (created_at) where state = 'RUNNING';

create function memories.forget_intents_of_user() returns trigger
    language plpgsql security definer set search_path = ''
as $$
begin
    delete from memories.intents where user_id = old.user_id;
    return null;
end
$$;
revoke all on function memories.forget_intents_of_user() from public;
create trigger forget_intents_of_user after delete on memories.users
    for each row execute function memories.forget_intents_of_user();

-- The worker may not read auth.users; whether an id is one of them is all it needs.
create function memories.auth_user_or_null(candidate uuid) returns uuid
    language sql stable security definer set search_path = ''
as $$
    select id from auth.users where id = candidate
$$;
revoke all on function memories.auth_user_or_null(uuid) from public;
grant execute on function memories.auth_user_or_null(uuid) to memory_worker;

insert into memories.schema_history
    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
select coalesce(max(installed_rank), 0) + 1, '005', 'ledgers', 'SQL', 'V005__ledgers.sql', 1585115127, current_user, 0, true
from memories.schema_history;
