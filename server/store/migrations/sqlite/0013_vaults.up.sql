-- Frozen once released: a change is a new file.

-- Devices on which a member keeps statements to be read without a network. A device whose row is gone wipes what it keeps.
CREATE TABLE vaults (
	member_id  TEXT    NOT NULL,
	token_hash TEXT    NOT NULL,
	device     TEXT    NOT NULL, -- the browser's token_hash in devices
	agent      TEXT    NOT NULL, -- browser and system, a word each
	created_at INTEGER NOT NULL,
	seen_at    INTEGER NOT NULL,
	PRIMARY KEY (member_id, token_hash)
) STRICT, WITHOUT ROWID;
