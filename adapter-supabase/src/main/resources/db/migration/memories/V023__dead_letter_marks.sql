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
