-- Of several processes one at a time looks after a pending delivery, as it may have to send the turn again.

alter table memories.deliveries add column lease_until timestamptz;
