-- Written from V022__delivery_leases.sql, which is the one to change. One transaction, as the Supabase CLI makes it (psql: -1 -f).

do $$
begin
    if exists (select from memories.schema_history where version = '022') then
        raise exception 'V022 has been run already, by the server when it started'
            using hint = 'supabase migration repair --status applied 20261101002200';
    end if;
end
$$;

-- Of several processes one at a time looks after a pending delivery, as it may have to send the turn again.

alter table memories.deliveries add column lease_until timestamptz;

insert into memories.schema_history
    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
select coalesce(max(installed_rank), 0) + 1, '022', 'delivery leases', 'SQL', 'V022__delivery_leases.sql', 1584976265, current_user, 0, true
from memories.schema_history;
