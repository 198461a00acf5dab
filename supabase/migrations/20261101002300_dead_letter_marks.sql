-- Written from V023__dead_letter_marks.sql, which is the one to change. One transaction, as the Supabase CLI makes it (psql: -1 -f).

do $$
begin
    if exists (select from memories.schema_history where version = '023') then
        raise exception 'V023 has been run already, by the server when it started'
            using hint = 'supabase migration repair --status applied 20261101002300';
    end if;
end
$$;

-- What operators have done about dead letters, which themselves lie on their topics.

create table memories.dead_letter_marks (
    letter_id text collate "C" primary key check (length(letter_id) between 1 and 400),
    state     text        not null check (state in ('REPLAYED', 'DISCARDED', 'SUPPRESSED')),
    actor     text        not null,
    because   text,
    marked_at timestamptz not null default now()
);

alter table memories.dead_letter_marks enable row level security;
alter table memories.dead_letter_marks force row level security;
create policy worker_select on memories.dead_letter_marks for select to memory_worker using (true);
create policy worker_insert on memories.dead_letter_marks for insert to memory_worker with check (true);
create policy worker_update on memories.dead_letter_marks for update to memory_worker using (true) with check (true);
grant select, insert, update on memories.dead_letter_marks to memory_worker;

insert into memories.schema_history
    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
select coalesce(max(installed_rank), 0) + 1, '023', 'dead letter marks', 'SQL', 'V023__dead_letter_marks.sql', -514278818, current_user, 0, true
from memories.schema_history;
