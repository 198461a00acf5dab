-- Written from V006__isolation.sql, which is the one to change. One transaction, as the Supabase CLI makes it (psql: -1 -f).

do $$
begin
    if exists (select from memories.schema_history where version = '006') then
        raise exception 'V006 has been run already, by the server when it started'
            using hint = 'supabase migration repair --status applied 20261101000600';
    end if;
end
$$;

-- Row-level security, on and forced everywhere. A user reads what carries the id in the verified claims and writes nothing;
-- anon gets nothing at all; memory_worker writes under policies of its own, one per command.

do $$
declare
    each record;
begin
    for each in select c.oid::regclass as name
                from pg_catalog.pg_class c
                where c.relnamespace = 'memories'::regnamespace
                  and c.relkind in ('r', 'p')
                  and c.relname not like 'schema_history%' loop
        execute format('alter table %s enable row level security', each.name);
        execute format('alter table %s force row level security', each.name);
    end loop;
end
$$;

create policy own_rows on memories.users for select to authenticated using (user_id = (select auth.uid()));
create policy own_rows on memories.sessions for select to authenticated using (user_id = (select auth.uid()));
create policy own_rows on memories.turns for select to authenticated using (user_id = (select auth.uid()));
create policy own_rows on memories.turn_embeddings for select to authenticated using (user_id = (select auth.uid()));
create policy own_rows on memories.intents for select to authenticated using (user_id = (select auth.uid()));
create policy own_rows on memories.deliveries for select to authenticated using (user_id = (select auth.uid()));
create policy models on memories.embedding_models for select to authenticated using (true);
grant select on memories.users, memories.sessions, memories.turns, memories.turn_embeddings, memories.intents,
    memories.deliveries, memories.embedding_models to authenticated;

do $$
declare
    name text;
begin
    foreach name in array array ['users', 'sessions', 'turns', 'turn_embeddings', 'intents', 'deliveries',
        'embedding_models', 'backfills'] loop
        execute format('create policy worker_select on memories.%I for select to memory_worker using (true)', name);
        execute format('create policy worker_insert on memories.%I for insert to memory_worker with check (true)', name);
        execute format('create policy worker_update on memories.%I for update to memory_worker
            using (true) with check (true)', name);
        execute format('create policy worker_delete on memories.%I for delete to memory_worker using (true)', name);
        execute format('grant select, insert, update, delete on memories.%I to memory_worker', name);
    end loop;
end
$$;

-- The trigger on users runs as the owner of the tables, who is bound by forced policies too unless it may bypass them.
create policy owner_select on memories.intents for select to current_user using (true);
create policy owner_delete on memories.intents for delete to current_user using (true);

insert into memories.schema_history
    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
select coalesce(max(installed_rank), 0) + 1, '006', 'isolation', 'SQL', 'V006__isolation.sql', 1240134781, current_user, 0, true
from memories.schema_history;
