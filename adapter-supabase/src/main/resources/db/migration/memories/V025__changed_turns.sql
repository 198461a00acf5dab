-- When a turn's kind, importance or metadata were last changed, for those who keep what they have read. Null is never.
alter table memories.turns add column changed_at timestamptz;
