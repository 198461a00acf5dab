-- Written from V021__flag_decisions.sql, which is the one to change. One transaction, as the Supabase CLI makes it (psql: -1 -f).

do $$
begin
    if exists (select from memories.schema_history where version = '021') then
        raise exception 'V021 has been run already, by the server when it started'
            using hint = 'supabase migration repair --status applied 20261101002100';
    end if;
end
$$;

-- Under which state of the flags each event was handled.

alter table memories.intents add column flags text;

create table memories.flag_decisions (
    user_id    uuid             not null,
    turn_id    uuid             not null,
    adapter    text collate "C" not null check (length(adapter) between 1 and 200),
    enabled    boolean          not null,
    snapshot   text             not null,
    variant    text             not null,
    reason     text             not null,
    decided_at timestamptz      not null default now(),
    primary key (user_id, turn_id, adapter),
    foreign key (user_id, turn_id) references memories.turns (user_id, turn_id) on delete cascade
);
alter table memories.flag_decisions enable row level security;
alter table memories.flag_decisions force row level security;
create policy own_rows on memories.flag_decisions for select to authenticated using (user_id = (select auth.uid()));
grant select on memories.flag_decisions to authenticated;
create policy worker_select on memories.flag_decisions for select to memory_worker using (true);
create policy worker_insert on memories.flag_decisions for insert to memory_worker with check (true);
create policy worker_update on memories.flag_decisions for update to memory_worker using (true) with check (true);
create policy worker_delete on memories.flag_decisions for delete to memory_worker using (true);
grant select, insert, update, delete on memories.flag_decisions to memory_worker;

insert into memories.schema_history
    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
select coalesce(max(installed_rank), 0) + 1, '021', 'flag decisions', 'SQL', 'V021__flag_decisions.sql', -28668543, current_user, 0, true
from memories.schema_history;
