-- Written from V001__platform.sql, which is the one to change. One transaction, as the Supabase CLI makes it (psql: -1 -f).

create schema if not exists memories;
create table if not exists memories.schema_history (
    installed_rank integer       not null constraint schema_history_pk primary key,
    version        varchar(50),
    description    varchar(200)  not null,
    type           varchar(20)   not null,
    script         varchar(1000) not null,
    checksum       integer,
    installed_by   varchar(100)  not null,
    installed_on   timestamp     not null default now(),
    execution_time integer       not null,
    success        boolean       not null
);
create index if not exists schema_history_s_idx on memories.schema_history (success);
alter table memories.schema_history enable row level security;

do $$
begin
    if exists (select from memories.schema_history where version = '001') then
        raise exception 'V001 has been run already, by the server when it started'
            using hint = 'supabase migration repair --status applied 20261101000100';
    end if;
end
$$;

-- What Supabase brings along and plain PostgreSQL lacks: roles, schema auth, auth.users and the claim functions in their
-- current meaning, and the extension pgvector. Each part is made only where it is absent, so on Supabase nothing changes.

do $$
declare
    wanted text;
begin
    foreach wanted in array array ['anon', 'authenticated', 'service_role', 'authenticator'] loop
        if not exists (select from pg_catalog.pg_roles where rolname = wanted) then
            begin
                execute format('create role %I nologin noinherit', wanted);
            exception
                -- Roles belong to the whole cluster: another database of it may be faster.
                when duplicate_object or unique_violation then null;
            end;
        end if;
    end loop;
end
$$;

do $$
begin
    if to_regclass('auth.users') is null then
        create schema if not exists auth;
        create table auth.users (
            id                 uuid primary key     default gen_random_uuid(),
            email              text,
            raw_app_meta_data  jsonb,
            raw_user_meta_data jsonb,
            is_anonymous       boolean     not null default false,
            created_at         timestamptz not null default now()
        );
        grant usage on schema auth to anon, authenticated, service_role;
    end if;

    if to_regprocedure('auth.uid()') is null then
        create function auth.uid() returns uuid
            language sql stable set search_path = ''
        as $body$
            select coalesce(
                nullif(current_setting('request.jwt.claim.sub', true), ''),
                nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub')::uuid
        $body$;
    end if;

    if to_regprocedure('auth.jwt()') is null then
        create function auth.jwt() returns jsonb
            language sql stable set search_path = ''
        as $body$
            select coalesce(
                nullif(current_setting('request.jwt.claim', true), ''),
                nullif(current_setting('request.jwt.claims', true), ''))::jsonb
        $body$;
    end if;

    if to_regprocedure('auth.role()') is null then
        create function auth.role() returns text
            language sql stable set search_path = ''
        as $body$
            select coalesce(
                nullif(current_setting('request.jwt.claim.role', true), ''),
                nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role')
        $body$;
    end if;
end
$$;

do $$
begin
    if not exists (select from pg_catalog.pg_extension where extname = 'vector') then
        create schema if not exists extensions;
        grant usage on schema extensions to anon, authenticated, service_role;
        create extension vector with schema extensions;
    end if;
end
$$;

insert into memories.schema_history
    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
select coalesce(max(installed_rank), 0) + 1, '001', 'platform', 'SQL', 'V001__platform.sql', -516072627, current_user, 0, true
from memories.schema_history;
