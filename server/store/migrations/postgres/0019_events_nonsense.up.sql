-- Frozen once released: a change is a new file.

-- What of an event of the issuer makes no sense, in words of the program; empty: all of it does. Whose it is may not be known: then member_id is empty.
ALTER TABLE events ADD COLUMN nonsense TEXT NOT NULL DEFAULT '';
