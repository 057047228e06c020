-- Frozen once released: a change is a new file.

-- What members ask in writing, and what they are answered. The words of both lie sealed; the files each in a row of their own, so that
-- a list does not carry them.
CREATE TABLE inquiries (
	member_id   TEXT    NOT NULL,
	id          TEXT    NOT NULL,
	number      TEXT    NOT NULL, -- to be named by telephone
	page        TEXT    NOT NULL, -- that sent it: sent twice it is one
	notice      TEXT    NOT NULL, -- its receipt in the inbox
	state       TEXT    NOT NULL,
	topic       TEXT    NOT NULL,
	lang        TEXT    NOT NULL,
	sealed      TEXT    NOT NULL,
	created_at  INTEGER NOT NULL,
	answered_at INTEGER NOT NULL,
	answered_by TEXT    NOT NULL,
	PRIMARY KEY (member_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX inquiries_page ON inquiries (member_id, page);
CREATE INDEX inquiries_number ON inquiries (number);
CREATE INDEX inquiries_at ON inquiries (created_at);

CREATE TABLE inquiry_files (
	member_id  TEXT    NOT NULL,
	id         TEXT    NOT NULL, -- of the inquiry
	n          INTEGER NOT NULL,
	sealed     TEXT    NOT NULL,
	created_at INTEGER NOT NULL,
	PRIMARY KEY (member_id, id, n)
) STRICT, WITHOUT ROWID;
CREATE INDEX inquiry_files_at ON inquiry_files (created_at);
