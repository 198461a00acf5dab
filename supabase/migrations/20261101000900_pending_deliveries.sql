-- Written from V009__pending_deliveries.sql, which is the one to change. One transaction, as the Supabase CLI makes it (psql: -1 -f).

do $$
begin
    if exists (select from memories.schema_history where version = '009') then
        raise exception 'V009 has been run already, by the server when it started'
            using hint = 'supabase migration repair --status applied 20261101000900';
    end if;
end
$$;

-- Few deliveries are pending at any time; they are found without reading the settled ones.

create index deliveries_pending on memories.deliveries (adapter, updated_at) where state = 'PENDING';

insert into memories.schema_history
    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
select coalesce(max(installed_rank), 0) + 1, '009', 'pending deliveries', 'SQL', 'V009__pending_deliveries.sql', 1715706852, current_user, 0, true
from memories.schema_history;
