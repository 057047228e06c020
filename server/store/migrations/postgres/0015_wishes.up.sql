-- Frozen once released: a change is a new file.

-- How a member wants notices of a kind, besides in the inbox. No row: as members have them who never said otherwise.
CREATE TABLE wishes (
	member_id  TEXT    NOT NULL,
	kind       TEXT    NOT NULL,
	mail       BIGINT  NOT NULL, -- 1: by mail
	sms        BIGINT  NOT NULL, -- 1: by SMS
	changed_at BIGINT  NOT NULL,
	PRIMARY KEY (member_id, kind)
);
