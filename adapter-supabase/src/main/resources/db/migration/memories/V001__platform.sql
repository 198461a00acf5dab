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
