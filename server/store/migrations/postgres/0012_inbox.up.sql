-- Frozen once released: a change is a new file.

-- What a member was told, as the inbox shows it in whatever language the member speaks by then: a kind and its few words, never
-- the text of a message. Nothing that opens anything stands here.
CREATE TABLE inbox (
	member_id TEXT    NOT NULL,
	id        TEXT    NOT NULL,
	kind      TEXT    NOT NULL,
	args      TEXT    NOT NULL, -- JSON: last 4 of a card, an address, masked
	sent_to   TEXT    NOT NULL, -- JSON: [{channel, masked}]
	at        BIGINT  NOT NULL,
	read_at   BIGINT  NOT NULL,
	PRIMARY KEY (member_id, id)
);
CREATE INDEX inbox_at ON inbox (at);

-- What a member knows a session by, and the browser that is forgotten along with it.
ALTER TABLE sessions ADD COLUMN agent TEXT NOT NULL DEFAULT ''; -- browser and system, a word each
ALTER TABLE sessions ADD COLUMN device TEXT NOT NULL DEFAULT ''; -- its token_hash in devices

ALTER TABLE mail_codes ADD COLUMN message TEXT NOT NULL DEFAULT ''; -- the outbox row that carries the passcode
