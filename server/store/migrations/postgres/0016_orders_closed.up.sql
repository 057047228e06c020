-- Frozen once released: a change is a new file.

-- Alone in its transaction: who writes into the orders waits while it is built. Closings that have come to their end: who left is erased.
CREATE INDEX IF NOT EXISTS orders_closed ON orders (changed_at) WHERE kind = 'close_account' AND state = 'concluded';
