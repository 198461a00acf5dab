-- Written from V012__match_large_users.sql, which is the one to change. One transaction, as the Supabase CLI makes it (psql: -1 -f).

do $$
begin
    if exists (select from memories.schema_history where version = '012') then
        raise exception 'V012 has been run already, by the server when it started'
            using hint = 'supabase migration repair --status applied 20261101001200';
    end if;
end
$$;

-- match_turn_embeddings goes through the approximate index where the user has one, with ef_search_override as its list of
-- candidates, and answers exactly whenever the index gave less than was asked for.

do $$
begin
    perform pg_catalog.set_config('search_path', 'pg_catalog, ' || quote_ident(n.nspname), true)
    from pg_catalog.pg_extension e
    join pg_catalog.pg_namespace n on n.oid = e.extnamespace
    where e.extname = 'vector';
end
$$;

-- The nearest of one user as the index finds them; may be fewer than there are. The settings hold for this call only.
create function memories.near_turns(
    caller uuid, model text, dimensions integer, unit halfvec, match_count integer, ef_search integer,
    out turn_ids uuid[], out similarities double precision[])
    language plpgsql stable set search_path from current
    set plan_cache_mode = 'force_custom_plan' set enable_sort = 'off'
as $$
declare
    iterative_before text := current_setting('hnsw.iterative_scan', true);
    ef_before        text := current_setting('hnsw.ef_search', true);
begin
    perform set_config('hnsw.iterative_scan', 'relaxed_order', true), set_config('hnsw.ef_search', ef_search::text, true);
    execute format($near$
        with near as materialized (
            select e.turn_id, e.embedding::halfvec(%1$s) <#> $1 as distance
            from memories.turn_embeddings e
            where e.user_id = %2$L and e.model_id = %3$L
            order by e.embedding::halfvec(%1$s) <#> $1
            limit %4$s
        )
        select array_agg(turn_id), array_agg(-distance) from near
    $near$, dimensions, caller, model, greatest(match_count, ef_search)) into turn_ids, similarities using unit;
    perform set_config('hnsw.iterative_scan', coalesce(nullif(iterative_before, ''), 'off'), true),
            set_config('hnsw.ef_search', coalesce(nullif(ef_before, ''), '40'), true);
end
$$;
revoke all on function memories.near_turns(uuid, text, integer, halfvec, integer, integer) from public;
grant execute on function memories.near_turns(uuid, text, integer, halfvec, integer, integer) to authenticated;

create or replace function memories.match_turn_embeddings(
    query_embedding    vector,
    model              text,
    match_count        integer default 20,
    in_session         text default null,
    min_similarity     double precision default null,
    ef_search_override integer default null)
    returns table (turn_id uuid, session_id text, "position" bigint, role text, content text, occurred_at timestamptz,
                   similarity double precision)
    language plpgsql stable set search_path from current
as $$
declare
    caller     uuid    := auth.uid();
    unit       halfvec := l2_normalize(query_embedding::halfvec);
    dimensions integer := (select m.dimensions from memories.embedding_models m where m.model_id = model);
    near       record;
begin
    if match_count not between 1 and 1000 then
        raise exception 'match_count must lie between 1 and 1000' using errcode = '22023';
    end if;
    if ef_search_override not between 1 and 1000 then
        raise exception 'ef_search_override must lie between 1 and 1000' using errcode = '22023';
    end if;
    if dimensions <> vector_dims(query_embedding) then
        raise exception 'the model % has % dimensions and not %', model, dimensions, vector_dims(query_embedding)
            using errcode = '22000';
    end if;
    if in_session is null
        and exists (select from memories.large_users l where l.user_id = caller and l.model_id = model) then
        select * into near
        from memories.near_turns(caller, model, dimensions, unit, match_count, coalesce(ef_search_override, 96));
        if cardinality(near.turn_ids) >= match_count then
            return query
            select t.turn_id, t.session_id, t.position, t.role, t.content, t.occurred_at, found.nearness
            from unnest(near.turn_ids, near.similarities) as found (turn_id, nearness)
            join memories.turns t on t.user_id = caller and t.turn_id = found.turn_id
            where min_similarity is null or found.nearness >= min_similarity
            order by found.nearness desc, t.occurred_at desc, t.turn_id
            limit match_count;
            return;
        end if;
    end if;
    return query
    with mine as materialized (
        select e.turn_id, -(e.embedding <#> unit) as nearness
        from memories.turn_embeddings e
        where e.user_id = caller and e.model_id = model
    )
    select t.turn_id, t.session_id, t.position, t.role, t.content, t.occurred_at, mine.nearness
    from mine
    join memories.turns t on t.user_id = caller and t.turn_id = mine.turn_id
    where (in_session is null or t.session_id = in_session)
      and (min_similarity is null or mine.nearness >= min_similarity)
    order by mine.nearness desc, t.occurred_at desc, t.turn_id
    limit match_count;
end
$$;

insert into memories.schema_history
    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
select coalesce(max(installed_rank), 0) + 1, '012', 'match large users', 'SQL', 'V012__match_large_users.sql', 568895335, current_user, 0, true
from memories.schema_history;
