-- Frozen once released: a change is a new file.

-- What the card system said last, for the hours in which it does not answer. Sealed: it is of no use without the key file.
CREATE TABLE statements (
	member_id  TEXT    NOT NULL,
	card_ref   TEXT    NOT NULL, -- each card's holder has a view of their own
	part       TEXT    NOT NULL, -- 2026-11: that statement with its uses; months, summary, …
	seen_at    INTEGER NOT NULL, -- when the card system said so
	keep_until INTEGER NOT NULL,
	sealed     TEXT    NOT NULL,
	PRIMARY KEY (member_id, card_ref, part)
) STRICT;
CREATE INDEX statements_keep_until ON statements (keep_until);
