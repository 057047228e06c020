-- Frozen once released: a change is a new file.

-- What was given up, to be found among all that was sent.
CREATE INDEX IF NOT EXISTS outbox_dead ON outbox (keep_until) WHERE state = 'dead';
