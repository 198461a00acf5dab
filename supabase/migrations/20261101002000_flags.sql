-- Written from V020__flags.sql, which is the one to change. One transaction, as the Supabase CLI makes it (psql: -1 -f).

do $$
begin
    if exists (select from memories.schema_history where version = '020') then
        raise exception 'V020 has been run already, by the server when it started'
            using hint = 'supabase migration repair --status applied 20261101002000';
    end if;
end
$$;

-- Feature flags of adapters. Changes are only added, so the history cannot be rewritten and the rules follow from it.

create table memories.flag_changes (
    version    bigint primary key check (version > 0),
    flag       text collate "C" not null check (length(flag) between 1 and 200),
    tenant_id  text collate "C" not null check (length(tenant_id) between 1 and 200),
    enabled    boolean          not null,
    percentage smallint         not null check (percentage between 0 and 100),
    changed_by text             not null check (length(changed_by) between 1 and 200),
    reason     text             not null check (length(reason) between 1 and 1000),
    changed_at timestamptz      not null default now()
);
create index flag_changes_by_flag on memories.flag_changes (flag, tenant_id, version desc);
alter table memories.flag_changes enable row level security;
alter table memories.flag_changes force row level security;
create policy worker_select on memories.flag_changes for select to memory_worker using (true);
create policy worker_insert on memories.flag_changes for insert to memory_worker with check (true);
grant select, insert on memories.flag_changes to memory_worker;

insert into memories.schema_history
    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
select coalesce(max(installed_rank), 0) + 1, '020', 'flags', 'SQL', 'V020__flags.sql', -2025106753, current_user, 0, true
from memories.schema_history;
