-- Written from V016__memories.sql, which is the one to change. One transaction, as the Supabase CLI makes it (psql: -1 -f).

do $$
begin
    if exists (select from memories.schema_history where version = '016') then
        raise exception 'V016 has been run already, by the server when it started'
            using hint = 'supabase migration repair --status applied 20261101001600';
    end if;
end
$$;

-- What kind of memory a turn is, and how often it is used. Use is counted beside the turns, so that a read that is counted
-- does not write the turn anew with its words.

alter table memories.turns
    add column memory_type text not null default 'turn' check (memory_type ~ '^[a-z][a-z0-9_-]{0,49}$');

create table memories.turn_uses (
    user_id      uuid        not null,
    turn_id      uuid        not null,
    uses         bigint      not null,
    last_used_at timestamptz not null,
    primary key (user_id, turn_id),
    foreign key (user_id, turn_id) references memories.turns (user_id, turn_id) on delete cascade
) with (fillfactor = 80);
alter table memories.turn_uses enable row level security;
alter table memories.turn_uses force row level security;
create policy own_rows on memories.turn_uses for select to authenticated using (user_id = (select auth.uid()));
create policy worker_select on memories.turn_uses for select to memory_worker using (true);
create policy worker_insert on memories.turn_uses for insert to memory_worker with check (true);
create policy worker_update on memories.turn_uses for update to memory_worker using (true) with check (true);
create policy worker_delete on memories.turn_uses for delete to memory_worker using (true);
grant select on memories.turn_uses to authenticated;
grant select, insert, update, delete on memories.turn_uses to memory_worker;

insert into memories.schema_history
    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
select coalesce(max(installed_rank), 0) + 1, '016', 'memories', 'SQL', 'V016__memories.sql', -1610393224, current_user, 0, true
from memories.schema_history;
