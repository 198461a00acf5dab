-- Written from V017__audit.sql, which is the one to change. One transaction, as the Supabase CLI makes it (psql: -1 -f).

do $$
begin
    if exists (select from memories.schema_history where version = '017') then
        raise exception 'V017 has been run already, by the server when it started'
            using hint = 'supabase migration repair --status applied 20261101001700';
    end if;
end
$$;

-- Who read, changed, exported or erased what. Ids only; users by the hash of their key, so that an entry outlives an
-- erasure and still names nobody to whom the id is not known.

create table memories.audit (
    audit_id     bigint generated always as identity primary key,
    at           timestamptz not null default now(),
    actor_role   text        not null,
    actor        text        not null,
    action       text        not null,
    tenant_id    text collate "C",
    subject_hash bytea check (octet_length(subject_hash) = 32),
    object       text check (length(object) <= 300)
);
create index audit_by_time on memories.audit using brin (at);
create index audit_by_subject on memories.audit (subject_hash, audit_id desc) where subject_hash is not null;

alter table memories.audit enable row level security;
alter table memories.audit force row level security;
-- Nobody changes an entry; the worker removes what is older than the audit is kept.
create policy worker_select on memories.audit for select to memory_worker using (true);
create policy worker_insert on memories.audit for insert to memory_worker with check (true);
create policy worker_delete on memories.audit for delete to memory_worker using (true);
grant select, insert, delete on memories.audit to memory_worker;

-- With pgaudit's object auditing, what is granted to its role is written to the server's log: reads and writes of memory
-- by whoever does not come through the application. The statements' values stay out of the log (pgaudit.log_parameter).
do $$
begin
    if exists (select from pg_catalog.pg_extension where extname = 'pgaudit')
        and exists (select from pg_catalog.pg_roles where rolname = 'memory_auditor') then
        grant usage on schema memories to memory_auditor;
        grant select, insert, update, delete on memories.turns, memories.sessions, memories.erasures,
            memories.suppressions to memory_auditor;
    end if;
end
$$;

insert into memories.schema_history
    (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
select coalesce(max(installed_rank), 0) + 1, '017', 'audit', 'SQL', 'V017__audit.sql', -1011692618, current_user, 0, true
from memories.schema_history;
