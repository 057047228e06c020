-- Frozen once released: a change is a new file.

-- What members have the card system do. What it is about lies sealed; beside it stands what it is found by and how far it is.
CREATE TABLE orders (
	member_id    TEXT    NOT NULL,
	id           TEXT    NOT NULL, -- UUIDv7; at the card system the order's key
	kind         TEXT    NOT NULL,
	state        TEXT    NOT NULL,
	card_ref     TEXT    NOT NULL,
	last4        TEXT    NOT NULL,
	hash         TEXT    NOT NULL, -- of what is ordered: a proof is bound to it
	session      TEXT    NOT NULL, -- token_hash of the one that drafted it
	page         TEXT    NOT NULL, -- key of the page that asked for it, and of what it asked for
	assurance    TEXT    NOT NULL,
	sealed       TEXT    NOT NULL, -- details, figures and the sheet as it was confirmed
	files        TEXT    NOT NULL, -- sealed; empty once they are handed over
	outcome      TEXT    NOT NULL, -- JSON
	created_at   BIGINT  NOT NULL,
	confirmed_at BIGINT  NOT NULL,
	changed_at   BIGINT  NOT NULL,
	expires_at   BIGINT  NOT NULL, -- of what is not proven yet
	run_at       BIGINT  NOT NULL, -- when the card system is asked, or asked again; while it is asked: when that lease is over
	attempts     INTEGER NOT NULL,
	PRIMARY KEY (member_id, id)
);
CREATE UNIQUE INDEX orders_page ON orders (member_id, page);
CREATE INDEX orders_due ON orders (run_at) WHERE state IN ('proven', 'sending');
CREATE INDEX orders_over ON orders (expires_at) WHERE state IN ('drafted', 'confirmed');
CREATE INDEX orders_created ON orders (created_at);

-- The order that a flow is to prove: what it is, what asks for it and what the messages call it.
ALTER TABLE flows ADD COLUMN deed TEXT NOT NULL DEFAULT ''; -- JSON
