-- Written from V025__changed_turns.sql, which is the one to change. One transaction, as the Supabase CLI makes it (psql: -1 -f).

do $$
begin
    if exists (select from memories.schema_history where version = '025') then
        raise exception 'V025 has been run already, by the server when it started'
            using hint = 'supabase migration repair --status applied 20261101002500';
    end if;
end
$$;

-- When a turn's kind, importance or metadata were last changed, for those who keep what they have read. Null is never.
alter table memories.turns add column changed_at timestamptz;

insert into memories.schema_history
    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
select coalesce(max(installed_rank), 0) + 1, '025', 'changed turns', 'SQL', 'V025__changed_turns.sql', -1725473190, current_user, 0, true
from memories.schema_history;
