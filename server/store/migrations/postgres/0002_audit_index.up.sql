-- Frozen once released: a change is a new file.

-- Alone in its transaction: who writes into the audit waits while it is built, unless it was built beforehand (docs/operations.md).
CREATE INDEX IF NOT EXISTS audit_addressed ON audit (at) WHERE address <> '';
