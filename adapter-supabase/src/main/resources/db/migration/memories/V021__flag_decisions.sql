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
