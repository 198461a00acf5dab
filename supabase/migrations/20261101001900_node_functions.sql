-- Written from V019__node_functions.sql, which is the one to change. One transaction, as the Supabase CLI makes it (psql: -1 -f).

do $$
begin
    if exists (select from memories.schema_history where version = '019') then
        raise exception 'V019 has been run already, by the server when it started'
            using hint = 'supabase migration repair --status applied 20261101001900';
    end if;
end
$$;

-- What is asked of memory nodes as a whole: their texts for search by words, the sweep of what has expired, and the nearest
-- chunks of documents for those who ask the database itself.

do $$
begin
    perform pg_catalog.set_config('search_path', 'pg_catalog, ' || quote_ident(n.nspname), true)
    from pg_catalog.pg_extension e
    join pg_catalog.pg_namespace n on n.oid = e.extnamespace
    where e.extname = 'vector';
end
$$;

-- Every text of a node that has not expired. The caller's own policies hold for it.
create view memories.node_texts with (security_invoker = true) as
    select user_id, node_id, 'conversation-buffer' as kind, key, null::integer as chunk, content as text, words,
           coalesce(occurred_at, updated_at) as occurred_at
    from memories.node_messages where expires_at is null or expires_at > now()
    union all
    select user_id, node_id, 'conversation-summary', key, null, text, words, coalesce(occurred_at, updated_at)
    from memories.node_summaries where expires_at is null or expires_at > now()
    union all
    select user_id, node_id, 'vector', key, null, text, words, updated_at
    from memories.node_vectors where expires_at is null or expires_at > now()
    union all
    select user_id, node_id, 'entity', key, null,
           name || case when aliases = '[]' then ''
                        else ' (' || (select string_agg(alias, ', ' order by n)
                                      from jsonb_array_elements_text(aliases) with ordinality as a (alias, n)) || ')'
                   end || ', ' || type || case when description = '' then '' else ': ' || description end,
           words, updated_at
    from memories.node_entities where expires_at is null or expires_at > now()
    union all
    select c.user_id, c.node_id, 'document', c.key, c.chunk, c.text, c.words, d.updated_at
    from memories.node_document_chunks c
    join memories.node_documents d on d.user_id = c.user_id and d.node_id = c.node_id and d.key = c.key
    where d.expires_at is null or d.expires_at > now()
    union all
    select user_id, node_id, 'episode', key, null,
           text || case when time_context = '' then '' else ' (' || time_context || ')' end, words, started_at
    from memories.node_episodes where expires_at is null or expires_at > now()
    union all
    select user_id, node_id, 'fact', key, null, subject || ' ' || predicate || ' ' || object, words, updated_at
    from memories.node_facts where expires_at is null or expires_at > now()
    union all
    select user_id, node_id, 'rule', key, null, 'When ' || condition || ': ' || action, words, updated_at
    from memories.node_rules where expires_at is null or expires_at > now()
    union all
    select user_id, node_id, 'graph-node', key, null, label, words, updated_at
    from memories.node_graph_nodes where expires_at is null or expires_at > now();
grant select on memories.node_texts to authenticated, memory_worker;

-- Removes what has expired, of each table at most so many rows; what several remove at once is counted once.
create function memories.sweep_expired_nodes(as_of timestamptz, at_most integer) returns bigint
    language plpgsql volatile set search_path = ''
as $$
declare
    name    text;
    total   bigint := 0;
    removed bigint;
begin
    foreach name in array array ['node_messages', 'node_summaries', 'node_vectors', 'node_entity_relations',
        'node_entities', 'node_documents', 'node_episodes', 'node_facts', 'node_rules', 'node_graph_relations',
        'node_graph_nodes', 'node_working_memory', 'node_key_values'] loop
        execute pg_catalog.format('
            with expired as materialized (
                select user_id, node_id, key from memories.%1$I
                where expires_at <= $1
                order by expires_at
                limit $2
                for update skip locked
            )
            delete from memories.%1$I t using expired e
            where t.user_id = e.user_id and t.node_id = e.node_id and t.key = e.key', name)
            using as_of, at_most;
        get diagnostics removed = row_count;
        total := total + removed;
    end loop;
    return total;
end
$$;
revoke all on function memories.sweep_expired_nodes(timestamptz, integer) from public;
grant execute on function memories.sweep_expired_nodes(timestamptz, integer) to memory_worker;

-- Exact, like the search of the application; ef_search_override is checked and has a meaning only where an index is
-- approximate.
create function memories.match_document_embeddings(
    collection         text,
    query_embedding    vector,
    model              text,
    match_count        integer default 20,
    in_node            text default null,
    min_similarity     double precision default null,
    ef_search_override integer default null)
    returns table (node_id text, document_key text, title text, chunk integer, content text, similarity double precision)
    language plpgsql stable set search_path from current
as $$
declare
    caller uuid    := auth.uid();
    unit   halfvec := l2_normalize(query_embedding::halfvec);
begin
    if match_count not between 1 and 1000 then
        raise exception 'match_count must lie between 1 and 1000' using errcode = '22023';
    end if;
    if ef_search_override not between 1 and 1000 then
        raise exception 'ef_search_override must lie between 1 and 1000' using errcode = '22023';
    end if;
    if exists (select from memories.node_document_chunks c
               where c.user_id = caller and c.model = match_document_embeddings.model and c.dimensions <> vector_dims(query_embedding)) then
        raise exception 'the vectors of the model % do not have % dimensions', model, vector_dims(query_embedding)
            using errcode = '22000';
    end if;
    return query
    with mine as materialized (
        select c.node_id, c.key, d.title, c.chunk, c.text, -(c.embedding <#> unit) as nearness
        from memories.node_documents d
        join memories.node_document_chunks c on c.user_id = d.user_id and c.node_id = d.node_id and c.key = d.key
        where d.user_id = caller and d.collection = match_document_embeddings.collection
          and (d.expires_at is null or d.expires_at > now())
          and c.model = match_document_embeddings.model
          and (in_node is null or d.node_id = in_node)
    )
    select mine.node_id, mine.key, mine.title, mine.chunk, mine.text, mine.nearness
    from mine
    where min_similarity is null or mine.nearness >= min_similarity
    order by mine.nearness desc, mine.node_id, mine.key, mine.chunk
    limit match_count;
end
$$;
revoke all on function
    memories.match_document_embeddings(text, vector, text, integer, text, double precision, integer) from public;
grant execute on function
    memories.match_document_embeddings(text, vector, text, integer, text, double precision, integer) to authenticated;

insert into memories.schema_history
    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
select coalesce(max(installed_rank), 0) + 1, '019', 'node functions', 'SQL', 'V019__node_functions.sql', 467060910, current_user, 0, true
from memories.schema_history;
