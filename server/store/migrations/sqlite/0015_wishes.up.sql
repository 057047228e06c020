-- Frozen once released: a change is a new file.

-- How a member wants notices of a kind, besides in the inbox. No row: as members have them who never said otherwise.
CREATE TABLE wishes (
	member_id  TEXT    NOT NULL,
	kind       TEXT    NOT NULL,
	mail       INTEGER NOT NULL, -- 1: by mail
	sms        INTEGER NOT NULL, -- 1: by SMS
	changed_at INTEGER NOT NULL,
	PRIMARY KEY (member_id, kind)
) STRICT, WITHOUT ROWID;
