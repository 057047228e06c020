-- Frozen once released: a change is a new file.

-- Events of the issuer whose effect failed, and those of the same member that come after them. The order of places is that of their bytes.
CREATE TABLE events (
	member_id TEXT    NOT NULL,
	place     TEXT    NOT NULL,
	id        TEXT    NOT NULL,
	state     TEXT    NOT NULL, -- waiting, aside
	kind      TEXT    NOT NULL,
	at        INTEGER NOT NULL,
	card_ref  TEXT    NOT NULL,
	order_key TEXT    NOT NULL,
	amount    INTEGER NOT NULL,
	month     TEXT    NOT NULL,
	safe      INTEGER NOT NULL, -- what protects the member is done already
	tries     INTEGER NOT NULL,
	next_at   INTEGER NOT NULL,
	kept_at   INTEGER NOT NULL,
	PRIMARY KEY (member_id, place)
) STRICT, WITHOUT ROWID;
