-- Written from V002__roles.sql, which is the one to change. One transaction, as the Supabase CLI makes it (psql: -1 -f).

do $$
begin
    if exists (select from memories.schema_history where version = '002') then
        raise exception 'V002 has been run already, by the server when it started'
            using hint = 'supabase migration repair --status applied 20261101000200';
    end if;
end
$$;

-- memory_app is what the connection pool logs in as. It inherits nothing: without switching to one of the two roles it
-- belongs to it sees no table at all. memory_worker owns the writes; reads of a user run as authenticated.
do $$
begin
    if not exists (select from pg_catalog.pg_roles where rolname = 'memory_worker') then
        begin
            create role memory_worker nologin noinherit nobypassrls;
        exception
            when duplicate_object or unique_violation then null;
        end;
    end if;
    if not exists (select from pg_catalog.pg_roles where rolname = 'memory_app') then
        begin
            create role memory_app login noinherit nobypassrls;
        exception
            when duplicate_object or unique_violation then null;
        end;
    end if;
    if not pg_has_role('memory_app', 'authenticated', 'member') then
        grant authenticated to memory_app;
    end if;
    if not pg_has_role('memory_app', 'memory_worker', 'member') then
        grant memory_worker to memory_app;
    end if;
end
$$;

do $$
begin
    if to_regnamespace('memories') is null then
        create schema memories;
    end if;
end
$$;
revoke all on schema memories from public;
grant usage on schema memories to authenticated, memory_worker;

do $$
declare
    vector_schema text := (select nspname
                           from pg_catalog.pg_extension e
                           join pg_catalog.pg_namespace n on n.oid = e.extnamespace
                           where extname = 'vector');
begin
    -- Where the extension sits in a schema that we do not own (public), the usage is there already.
    if not has_schema_privilege('authenticated', vector_schema, 'usage')
        or not has_schema_privilege('memory_worker', vector_schema, 'usage') then
        execute format('grant usage on schema %I to authenticated, memory_worker', vector_schema);
    end if;
end
$$;

insert into memories.schema_history
    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
select coalesce(max(installed_rank), 0) + 1, '002', 'roles', 'SQL', 'V002__roles.sql', 1045211743, current_user, 0, true
from memories.schema_history;
