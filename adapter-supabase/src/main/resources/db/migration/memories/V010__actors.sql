-- Who sent an intent, as far as it was proved: user:<tenant>:<user>, service:<name>, ops:<name>. Null where nobody said.
alter table memories.intents add column actor text check (length(actor) <= 500);
