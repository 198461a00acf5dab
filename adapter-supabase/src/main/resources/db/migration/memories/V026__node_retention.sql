-- What is made of conversation shares the window of turns, whichever table it is in: messages of buffers, summaries, vectors
-- and episodes. What was written down on purpose (entities, documents, facts, rules, graphs) stays, and working memory and
-- values under keys have times of their own.

-- Rows lie in the order of their writing, and one that is written again moves to the end: a small index finds the old ones.
create index node_messages_by_writing on memories.node_messages using brin (updated_at);
create index node_summaries_by_writing on memories.node_summaries using brin (updated_at);
create index node_vectors_by_writing on memories.node_vectors using brin (updated_at);
create index node_episodes_by_writing on memories.node_episodes using brin (updated_at);

-- One batch of each kind, under the lock of memories.retain_some.
create function memories.retain_some_nodes(as_of timestamptz, at_most integer) returns bigint
    language plpgsql volatile set search_path = ''
as $$
declare
    name    text;
    total   bigint := 0;
    removed bigint;
begin
    if not pg_catalog.pg_try_advisory_xact_lock(pg_catalog.hashtextextended('memories.retention', 0)) then
        return 0;
    end if;
    foreach name in array array ['node_messages', 'node_summaries', 'node_vectors', 'node_episodes'] loop
        execute pg_catalog.format('
            with windows as materialized (
                select w.user_id, w.before from memories.retention_windows($1) w
            ), old as materialized (
                select x.user_id, x.node_id, x.key
                from memories.%1$I x
                join windows w on w.user_id = x.user_id
                where x.updated_at < (select max(w.before) from windows w) and x.updated_at < w.before
                limit $2
                for update of x skip locked
            )
            delete from memories.%1$I t using old o
            where t.user_id = o.user_id and t.node_id = o.node_id and t.key = o.key', name)
            using as_of, at_most;
        get diagnostics removed = row_count;
        total := total + removed;
    end loop;
    return total;
end
$$;
revoke all on function memories.retain_some_nodes(timestamptz, integer) from public;
grant execute on function memories.retain_some_nodes(timestamptz, integer) to memory_worker;

create or replace function memories.retention_tick(at_most integer) returns bigint
    language plpgsql volatile set search_path = ''
as $$
declare
    removed_now bigint := (select r.turns + r.sessions + r.intents from memories.retain_some(now(), at_most) as r)
                          + memories.retain_some_nodes(now(), at_most);
begin
    insert into memories.housekeeping as h (job, started_at, finished_at, removed)
    values ('retention', now(), case when removed_now = 0 then now() end, removed_now)
    on conflict (job) do update
        set removed     = removed_now + case when h.started_at > now() - interval '12 hours' then h.removed else 0 end,
            started_at  = case when h.started_at > now() - interval '12 hours' then h.started_at else now() end,
            finished_at = case when removed_now = 0 then now() end;
    return removed_now;
end
$$;
