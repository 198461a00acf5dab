-- Written from V008__match_functions.sql, which is the one to change. One transaction, as the Supabase CLI makes it (psql: -1 -f).

do $$
begin
    if exists (select from memories.schema_history where version = '008') then
        raise exception 'V008 has been run already, by the server when it started'
            using hint = 'supabase migration repair --status applied 20261101000800';
    end if;
end
$$;

-- For those who ask the database itself, through the Data API or in SQL: the nearest turns of the user in the claims. Exact,
-- like the search of the application; ef_search_override is checked and has a meaning only where an index is approximate.

do $$
begin
    perform pg_catalog.set_config('search_path', 'pg_catalog, ' || quote_ident(n.nspname), true)
    from pg_catalog.pg_extension e
    join pg_catalog.pg_namespace n on n.oid = e.extnamespace
    where e.extname = 'vector';
end
$$;

create function memories.match_turn_embeddings(
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
revoke all on function memories.match_turn_embeddings(vector, text, integer, text, double precision, integer) from public;
grant execute on function memories.match_turn_embeddings(vector, text, integer, text, double precision, integer)
    to authenticated;

insert into memories.schema_history
    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
select coalesce(max(installed_rank), 0) + 1, '008', 'match functions', 'SQL', 'V008__match_functions.sql', 1777726046, current_user, 0, true
from memories.schema_history;
