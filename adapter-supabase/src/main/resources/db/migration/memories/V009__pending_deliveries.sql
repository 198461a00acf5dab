-- Few deliveries are pending at any time; they are found without reading the settled ones.

create index deliveries_pending on memories.deliveries (adapter, updated_at) where state = 'PENDING';
