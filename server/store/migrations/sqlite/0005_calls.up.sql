-- Frozen once released: a change is a new file.

ALTER TABLE checks ADD COLUMN line TEXT NOT NULL DEFAULT ''; -- of a call: the number to be dialled
ALTER TABLE checks ADD COLUMN called_at INTEGER NOT NULL DEFAULT 0;

-- Which check a call is for: one at most for each phone and number.
CREATE TABLE calls (
	pair     TEXT    NOT NULL PRIMARY KEY, -- HMAC of the caller's number and of ours
	check_id TEXT    NOT NULL,
	flow     TEXT    NOT NULL,
	free_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX calls_check ON calls (check_id);
CREATE INDEX calls_free ON calls (free_at);
