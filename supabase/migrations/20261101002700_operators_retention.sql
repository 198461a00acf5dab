-- Written from V027__operators_retention.sql, which is the one to change. One transaction, as the Supabase CLI makes it (psql: -1 -f).

do $$
begin
    if exists (select from memories.schema_history where version = '027') then
        raise exception 'V027 has been run already, by the server when it started'
            using hint = 'supabase migration repair --status applied 20261101002700';
    end if;
end
$$;

-- The days of the common rule come from the configuration until an operator sets others, which outlast a restart.
-- configured_days is what to go back to.
alter table memories.retention_rules
    add column configured_days integer check (configured_days between 1 and 36500),
    add column set_by_operator boolean not null default false;

insert into memories.schema_history
    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
select coalesce(max(installed_rank), 0) + 1, '027', 'operators retention', 'SQL', 'V027__operators_retention.sql', 1726349562, current_user, 0, true
from memories.schema_history;
