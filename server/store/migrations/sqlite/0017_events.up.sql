-- Frozen once released: a change is a new file.

-- How far the issuer's events have been dealt with. One row, that every event locks.
CREATE TABLE feeds (
	name  TEXT NOT NULL PRIMARY KEY,
	place TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO feeds (name, place) VALUES ('issuer', '');

-- When nobody could log in as this member any more, whatever the password: the holder has died.
ALTER TABLE credentials ADD COLUMN closed_at INTEGER NOT NULL DEFAULT 0;
