-- Written from V011__large_users.sql, which is the one to change. One transaction, as the Supabase CLI makes it (psql: -1 -f).

do $$
begin
    if exists (select from memories.schema_history where version = '011') then
        raise exception 'V011 has been run already, by the server when it started'
            using hint = 'supabase migration repair --status applied 20261101001100';
    end if;
end
$$;

-- Users with so many vectors of a model that an approximate index answers sooner than reading all of them. Whoever is entered
-- here has a valid index on the own partition of turn_embeddings; the server enters them when it has made one.

create table memories.large_users (
    user_id     uuid             not null references memories.users (user_id) on delete cascade,
    model_id    text collate "C" not null references memories.embedding_models (model_id),
    vectors     bigint           not null check (vectors >= 0),
    promoted_at timestamptz      not null default now(),
    primary key (user_id, model_id)
);
create index large_users_by_model on memories.large_users (model_id);

alter table memories.large_users enable row level security;
alter table memories.large_users force row level security;
create policy own_rows on memories.large_users for select to authenticated using (user_id = (select auth.uid()));
create policy worker_select on memories.large_users for select to memory_worker using (true);
create policy worker_insert on memories.large_users for insert to memory_worker with check (true);
create policy worker_update on memories.large_users for update to memory_worker using (true) with check (true);
create policy worker_delete on memories.large_users for delete to memory_worker using (true);
grant select on memories.large_users to authenticated;
grant select, insert, update, delete on memories.large_users to memory_worker;

insert into memories.schema_history
    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
select coalesce(max(installed_rank), 0) + 1, '011', 'large users', 'SQL', 'V011__large_users.sql', 521724618, current_user, 0, true
from memories.schema_history;
