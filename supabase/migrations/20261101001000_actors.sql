-- Written from V010__actors.sql, which is the one to change. One transaction, as the Supabase CLI makes it (psql: -1 -f).

do $$
begin
    if exists (select from memories.schema_history where version = '010') then
        raise exception 'V010 has been run already, by the server when it started'
            using hint = 'supabase migration repair --status applied 20261101001000';
    end if;
end
$$;

-- Who sent an intent, as far as it was proved: user:<tenant>:<user>, service:<name>, ops:<name>. Null where nobody said.
alter table memories.intents add column actor text check (length(actor) <= 500);

insert into memories.schema_history
    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
select coalesce(max(installed_rank), 0) + 1, '010', 'actors', 'SQL', 'V010__actors.sql', -697585823, current_user, 0, true
from memories.schema_history;
