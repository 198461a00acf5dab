-- Written from V004__embeddings.sql, which is the one to change. One transaction, as the Supabase CLI makes it (psql: -1 -f).

do $$
begin
    if exists (select from memories.schema_history where version = '004') then
        raise exception 'V004 has been run already, by the server when it started'
            using hint = 'supabase migration repair --status applied 20261101000400';
    end if;
end
$$;

-- Vectors of several models and lengths side by side. halfvec keeps up to 4,000 dimensions inside the row, so that an
-- exact search reads no second table; vectors are stored with length one, which makes the inner product the cosine.

do $$
begin
    -- The extension's schema is found and not assumed: many have it in public.
    perform pg_catalog.set_config('search_path', 'pg_catalog, ' || quote_ident(n.nspname), true)
    from pg_catalog.pg_extension e
    join pg_catalog.pg_namespace n on n.oid = e.extnamespace
    where e.extname = 'vector';
end
$$;

create table memories.embedding_models (
    model_id   text collate "C" primary key check (length(model_id) between 1 and 200),
    dimensions integer     not null check (dimensions between 1 and 4000),
    created_at timestamptz not null default now(),
    unique (model_id, dimensions)
);

create table memories.turn_embeddings (
    user_id    uuid             not null,
    model_id   text collate "C" not null,
    turn_id    uuid             not null,
    dimensions integer          not null,
    embedding  halfvec          not null check (vector_dims(embedding) = dimensions),
    stored_at  timestamptz      not null default now(),
    primary key (user_id, model_id, turn_id),
    foreign key (user_id, turn_id) references memories.turns (user_id, turn_id) on delete cascade,
    foreign key (model_id, dimensions) references memories.embedding_models (model_id, dimensions)
) partition by hash (user_id);
create index turn_embeddings_by_turn on memories.turn_embeddings (user_id, turn_id);
create index turn_embeddings_by_model on memories.turn_embeddings (model_id, dimensions);

do $$
declare
    partition_name text;
begin
    for i in 0..15 loop
        partition_name := 'turn_embeddings_p' || lpad(i::text, 2, '0');
        execute format('create table memories.%I partition of memories.turn_embeddings
            for values with (modulus 16, remainder %s)', partition_name, i);
        execute format('alter table memories.%I alter column embedding set storage plain', partition_name);
    end loop;
end
$$;
alter table memories.turn_embeddings alter column embedding set storage plain;

insert into memories.schema_history
    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
select coalesce(max(installed_rank), 0) + 1, '004', 'embeddings', 'SQL', 'V004__embeddings.sql', 1778786003, current_user, 0, true
from memories.schema_history;
