-- The days of the common rule come from the configuration until an operator sets others, which outlast a restart.
-- configured_days is what to go back to.
alter table memories.retention_rules
    add column configured_days integer check (configured_days between 1 and 36500),
    add column set_by_operator boolean not null default false;
