-- Written from V003__turns.sql, which is the one to change. One transaction, as the Supabase CLI makes it (psql: -1 -f).

do $$
begin
    if exists (select from memories.schema_history where version = '003') then
        raise exception 'V003 has been run already, by the server when it started'
            using hint = 'supabase migration repair --status applied 20261101000300';
    end if;
end
$$;

-- Users, their sessions, and the turns said in them. A user's rows hang together by user_id and cascade with it.

create table memories.users (
    user_id      uuid primary key,
    tenant_id    text collate "C" not null check (length(tenant_id) between 1 and 200),
    external_id  text collate "C" not null check (length(external_id) between 1 and 200),
    auth_user_id uuid references auth.users (id) on delete cascade,
    created_at   timestamptz      not null default now(),
    unique (tenant_id, external_id)
);
create index users_auth_user_id on memories.users (auth_user_id) where auth_user_id is not null;

create table memories.sessions (
    user_id    uuid             not null references memories.users (user_id) on delete cascade,
    session_id text collate "C" not null check (length(session_id) between 1 and 200),
    created_at timestamptz      not null default now(),
    primary key (user_id, session_id)
);

-- English words by their stem, words in Cyrillic by theirs, every other word as it is written.
create text search configuration memories.words (copy = pg_catalog.english);
alter text search configuration memories.words
    alter mapping for word, hword, hword_part with russian_stem;

create table memories.turns (
    user_id        uuid             not null,
    turn_id        uuid             not null,
    session_id     text collate "C" not null,
    position       bigint           not null,
    role           text             not null check (role in ('user', 'assistant', 'system', 'tool')),
    content        text             not null check (content <> ''),
    content_hash   bytea            not null check (octet_length(content_hash) = 32),
    occurred_at    timestamptz      not null,
    thread_id      text,
    agent_id       text,
    namespace      text,
    metadata       jsonb            not null default '{}' check (jsonb_typeof(metadata) = 'object'),
    importance     double precision not null default 0.5 check (importance between 0 and 1),
    client_turn_id text,
    stored_at      timestamptz      not null default now(),
    -- A tsvector holds at most 1 MB; the cut keeps below it whatever the text.
    words          tsvector         not null
        generated always as (to_tsvector('memories.words', left(content, 100000))) stored,
    primary key (user_id, turn_id),
    foreign key (user_id, session_id) references memories.sessions (user_id, session_id) on delete cascade
) partition by hash (user_id);
create index turns_by_position on memories.turns (user_id, session_id, position, turn_id);
create index turns_by_time on memories.turns (user_id, occurred_at desc);

do $$
begin
    for i in 0..15 loop
        execute format('create table memories.turns_p%s partition of memories.turns
            for values with (modulus 16, remainder %s)', lpad(i::text, 2, '0'), i);
    end loop;
end
$$;

insert into memories.schema_history
    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
select coalesce(max(installed_rank), 0) + 1, '003', 'turns', 'SQL', 'V003__turns.sql', -485426850, current_user, 0, true
from memories.schema_history;
