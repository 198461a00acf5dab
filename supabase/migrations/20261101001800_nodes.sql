-- Written from V018__nodes.sql, which is the one to change. One transaction, as the Supabase CLI makes it (psql: -1 -f).

do $$
begin
    if exists (select from memories.schema_history where version = '018') then
        raise exception 'V018 has been run already, by the server when it started'
            using hint = 'supabase migration repair --status applied 20261101001800';
    end if;
end
$$;

-- Memory nodes: what an application keeps for a user beside the turns. Each kind has its own table, with its own columns
-- here and the common ones below. Texts that are searched have a tsvector, which holds at most 1 MB whatever the text.

do $$
begin
    perform pg_catalog.set_config('search_path', 'pg_catalog, ' || quote_ident(n.nspname), true)
    from pg_catalog.pg_extension e
    join pg_catalog.pg_namespace n on n.oid = e.extnamespace
    where e.extname = 'vector';
end
$$;

create table memories.node_messages (
    position    bigint not null check (position >= 0),
    role        text   not null check (role in ('user', 'assistant', 'system', 'tool')),
    content     text   not null check (length(content) between 1 and 100000),
    occurred_at timestamptz,
    words       tsvector not null generated always as (to_tsvector('memories.words', content)) stored
);

create table memories.node_summaries (
    text           text not null check (length(text) between 1 and 100000),
    from_position  bigint,
    until_position bigint check (until_position >= from_position),
    occurred_at    timestamptz,
    words          tsvector not null generated always as (to_tsvector('memories.words', text)) stored
);

create table memories.node_vectors (
    text       text             not null check (length(text) <= 100000),
    model   text collate "C" not null check (length(model) between 1 and 200),
    dimensions integer          not null check (dimensions between 1 and 4000),
    embedding  halfvec          not null check (vector_dims(embedding) = dimensions),
    words      tsvector         not null generated always as (to_tsvector('memories.words', text)) stored
);

create table memories.node_entities (
    name        text  not null check (length(name) between 1 and 1000),
    type        text  not null check (length(type) between 1 and 1000),
    description text  not null check (length(description) <= 100000),
    aliases     jsonb not null check (jsonb_typeof(aliases) = 'array' and jsonb_array_length(aliases) <= 50),
    attributes  jsonb not null check (jsonb_typeof(attributes) = 'object' and length(attributes::text) <= 200000),
    words       tsvector not null generated always as
        (to_tsvector('memories.words', left(name || ' ' || aliases::text || ' ' || type || ' ' || description, 100000))) stored
);

create table memories.node_entity_relations (
    from_key text collate "C" not null,
    to_key   text collate "C" not null check (to_key <> from_key),
    type     text             not null check (length(type) between 1 and 1000),
    weight   double precision not null check (weight between 0 and 1e9),
    acyclic  boolean          not null
);

create table memories.node_documents (
    collection text not null check (length(collection) between 1 and 1000),
    title      text not null check (length(title) <= 1000)
);

create table memories.node_episodes (
    text         text             not null check (length(text) between 1 and 100000),
    importance   double precision not null check (importance between 0 and 1),
    started_at   timestamptz      not null,
    ended_at     timestamptz check (ended_at >= started_at),
    time_context text             not null check (length(time_context) <= 1000),
    words        tsvector         not null generated always as
        (to_tsvector('memories.words', left(text || ' ' || time_context, 100000))) stored
);

create table memories.node_facts (
    subject    text             not null check (length(subject) between 1 and 1000),
    predicate  text             not null check (length(predicate) between 1 and 1000),
    object     text             not null check (length(object) between 1 and 1000),
    confidence double precision not null check (confidence between 0 and 1),
    words      tsvector         not null generated always as
        (to_tsvector('memories.words', subject || ' ' || predicate || ' ' || object)) stored
);

create table memories.node_rules (
    condition text    not null check (length(condition) between 1 and 100000),
    action    text    not null check (length(action) between 1 and 100000),
    priority  integer not null check (priority between -1000000 and 1000000),
    active    boolean not null,
    words     tsvector not null generated always as
        (to_tsvector('memories.words', left(condition, 50000) || ' ' || left(action, 50000))) stored
);

create table memories.node_graph_nodes (
    label      text  not null check (length(label) between 1 and 1000),
    properties jsonb not null check (jsonb_typeof(properties) = 'object' and length(properties::text) <= 200000),
    words      tsvector not null generated always as (to_tsvector('memories.words', label)) stored
);

create table memories.node_graph_relations (like memories.node_entity_relations including constraints);

create table memories.node_working_memory (
    value jsonb not null check (length(value::text) <= 800000)
);

create table memories.node_key_values (
    value jsonb not null check (length(value::text) <= 800000)
);

do $$
declare
    name text;
begin
    foreach name in array array ['node_messages', 'node_summaries', 'node_vectors', 'node_entities',
        'node_entity_relations', 'node_documents', 'node_episodes', 'node_facts', 'node_rules', 'node_graph_nodes',
        'node_graph_relations', 'node_working_memory', 'node_key_values'] loop
        execute format($ddl$
            alter table memories.%1$I
                add column user_id    uuid             not null references memories.users (user_id) on delete cascade,
                add column node_id    text collate "C" not null check (length(node_id) between 1 and 200),
                add column key        text collate "C" not null check (length(key) between 1 and 200),
                add column namespace  text collate "C" check (namespace ~ '^[^:]+:[^:]+:[^:]+$'),
                add column metadata   jsonb            not null default '{}'
                    check (jsonb_typeof(metadata) = 'object' and length(metadata::text) <= 200000),
                add column created_at timestamptz      not null default now(),
                add column updated_at timestamptz      not null default now(),
                add column expires_at timestamptz,
                add primary key (user_id, node_id, key)
            $ddl$, name);
        execute format('create index on memories.%I (expires_at) where expires_at is not null', name);
    end loop;
end
$$;
alter table memories.node_working_memory alter column expires_at set not null;
alter table memories.node_vectors alter column embedding set storage plain;

create table memories.node_document_chunks (
    user_id    uuid             not null,
    node_id    text collate "C" not null,
    key        text collate "C" not null,
    chunk      integer          not null check (chunk between 0 and 999),
    text       text             not null check (length(text) between 1 and 20000),
    model   text collate "C" check (length(model) between 1 and 200),
    dimensions integer check (dimensions between 1 and 4000),
    embedding  halfvec check (vector_dims(embedding) = dimensions),
    words      tsvector         not null generated always as (to_tsvector('memories.words', text)) stored,
    primary key (user_id, node_id, key, chunk),
    foreign key (user_id, node_id, key) references memories.node_documents (user_id, node_id, key) on delete cascade,
    check ((embedding is null) = (model is null) and (embedding is null) = (dimensions is null))
);
alter table memories.node_document_chunks alter column embedding set storage plain;

create unique index node_messages_by_position on memories.node_messages (user_id, node_id, position);
create index node_vectors_by_model on memories.node_vectors (user_id, model);
create index node_document_chunks_by_model on memories.node_document_chunks (user_id, model)
    where model is not null;
create index node_documents_by_collection on memories.node_documents (user_id, collection);
create index node_episodes_by_time on memories.node_episodes (user_id, node_id, started_at desc);
create index node_facts_by_subject on memories.node_facts (user_id, node_id, subject);
create index node_rules_by_priority on memories.node_rules (user_id, node_id, priority desc) where active;

alter table memories.node_entity_relations
    add foreign key (user_id, node_id, from_key)
        references memories.node_entities (user_id, node_id, key) on delete cascade,
    add foreign key (user_id, node_id, to_key)
        references memories.node_entities (user_id, node_id, key) on delete cascade;
alter table memories.node_graph_relations
    add foreign key (user_id, node_id, from_key)
        references memories.node_graph_nodes (user_id, node_id, key) on delete cascade,
    add foreign key (user_id, node_id, to_key)
        references memories.node_graph_nodes (user_id, node_id, key) on delete cascade;
create index node_entity_relations_out on memories.node_entity_relations (user_id, node_id, from_key);
create index node_entity_relations_in on memories.node_entity_relations (user_id, node_id, to_key);
create index node_graph_relations_out on memories.node_graph_relations (user_id, node_id, from_key);
create index node_graph_relations_in on memories.node_graph_relations (user_id, node_id, to_key);

do $$
declare
    name text;
begin
    foreach name in array array ['node_messages', 'node_summaries', 'node_vectors', 'node_entities',
        'node_entity_relations', 'node_documents', 'node_document_chunks', 'node_episodes', 'node_facts', 'node_rules',
        'node_graph_nodes', 'node_graph_relations', 'node_working_memory', 'node_key_values'] loop
        execute format('alter table memories.%I enable row level security', name);
        execute format('alter table memories.%I force row level security', name);
        execute format('create policy own_rows on memories.%I for select to authenticated
            using (user_id = (select auth.uid()))', name);
        execute format('grant select on memories.%I to authenticated', name);
        execute format('create policy worker_select on memories.%I for select to memory_worker using (true)', name);
        execute format('create policy worker_insert on memories.%I for insert to memory_worker with check (true)', name);
        execute format('create policy worker_update on memories.%I for update to memory_worker
            using (true) with check (true)', name);
        execute format('create policy worker_delete on memories.%I for delete to memory_worker using (true)', name);
        execute format('grant select, insert, update, delete on memories.%I to memory_worker', name);
    end loop;
end
$$;

insert into memories.schema_history
    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
select coalesce(max(installed_rank), 0) + 1, '018', 'nodes', 'SQL', 'V018__nodes.sql', 410825355, current_user, 0, true
from memories.schema_history;
