-- Frozen once released: a change is a new file.

-- Browsers in which a member has logged in before: a stranger's wrong passwords do not slow these down.
CREATE TABLE devices (
	member_id  TEXT    NOT NULL,
	token_hash TEXT    NOT NULL,
	created_at BIGINT  NOT NULL,
	seen_at    BIGINT  NOT NULL,
	PRIMARY KEY (member_id, token_hash)
);

-- Failures in a row and when the next try may come; subjects are HMACs.
CREATE TABLE backoffs (
	name    TEXT    NOT NULL,
	subject TEXT    NOT NULL,
	fails   INTEGER NOT NULL,
	next_at BIGINT  NOT NULL,
	PRIMARY KEY (name, subject)
);
CREATE INDEX backoffs_next ON backoffs (next_at);

-- What is on or off for all servers: the breaker of card entries.
CREATE TABLE switches (
	name   TEXT    NOT NULL PRIMARY KEY,
	is_on  BOOLEAN NOT NULL,
	since  BIGINT  NOT NULL
);

ALTER TABLE members ADD COLUMN lang TEXT NOT NULL DEFAULT 'ja'; -- of messages to the member
ALTER TABLE members ADD COLUMN caution_until BIGINT NOT NULL DEFAULT 0; -- after a recovery or a change of contacts
ALTER TABLE flows ADD COLUMN member_id TEXT NOT NULL DEFAULT ''; -- journey recover, once identity is proven
ALTER TABLE flows ADD COLUMN lang TEXT NOT NULL DEFAULT 'ja';
