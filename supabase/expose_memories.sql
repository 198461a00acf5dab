-- Lets signed-in users read their own memories through the Data API (supabase-js: .schema('memories')). It is no migration:
-- run it by hand, as postgres, when that is wanted. Reading only; everything is written through the orchestrator. It can be
-- repeated.
--
-- Undo: alter role authenticator set pgrst.db_schemas to the list without memories, or in the dashboard; notify pgrst,
-- 'reload config'.

do $$
declare
    exposed text;
begin
    if exists (select from pg_catalog.pg_class
               where relnamespace = 'memories'::regnamespace and relkind in ('r', 'p') and not relrowsecurity) then
        raise exception 'row-level security is off on a table of memories: nothing is exposed';
    end if;

    select split_part(setting, '=', 2) into exposed
    from pg_catalog.pg_db_role_setting s
    cross join unnest(s.setconfig) setting
    where s.setrole = 'authenticator'::regrole and setting like 'pgrst.db_schemas=%'
    order by s.setdatabase desc
    limit 1;

    exposed := coalesce(exposed, 'public, graphql_public');
    if not 'memories' = any (regexp_split_to_array(exposed, '\s*,\s*')) then
        begin
            execute format('alter role authenticator set pgrst.db_schemas = %L', exposed || ', memories');
        exception
            -- A plain server lets only a superuser set what belongs to PostgREST.
            when insufficient_privilege then
                raise notice 'add memories to the exposed schemas in the dashboard, under API settings';
        end;
    end if;
end
$$;

-- What users may do is said here once more, whatever may have been granted meanwhile.
revoke all on all tables in schema memories from anon;
revoke insert, update, delete, truncate on all tables in schema memories from authenticated;
grant usage on schema memories to authenticated;

notify pgrst, 'reload config';
notify pgrst, 'reload schema';
