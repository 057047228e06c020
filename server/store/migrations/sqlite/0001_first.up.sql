-- Frozen: a change is a new file. Times are unix milliseconds, 0 for none; ids are UUIDv7 or hashes of tokens.
-- What belongs to a member leads its key with member_id, so that it can be distributed by it. No foreign keys: the
-- directories and the rows they point at may lie on different machines (on PostgreSQL; the schema here is the same).

-- Directories: what is unique over all members.
CREATE TABLE logins (
	login          TEXT    NOT NULL PRIMARY KEY, -- folded
	member_id      TEXT, -- null while a flow only holds it
	flow           TEXT    NOT NULL, -- empty once it is a member's
	reserved_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX logins_held ON logins (flow) WHERE member_id IS NULL;

CREATE TABLE card_directory (
	card_ref  TEXT NOT NULL PRIMARY KEY,
	member_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A member's.
CREATE TABLE members (
	member_id  TEXT    NOT NULL PRIMARY KEY,
	created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE credentials (
	member_id     TEXT    NOT NULL PRIMARY KEY,
	login         TEXT    NOT NULL, -- as typed
	password_hash TEXT    NOT NULL,
	changed_at    INTEGER NOT NULL,
	last_login    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE member_cards (
	member_id   TEXT    NOT NULL,
	card_ref    TEXT    NOT NULL,
	account_ref TEXT    NOT NULL,
	last4       TEXT    NOT NULL,
	brand       TEXT    NOT NULL,
	created_at  INTEGER NOT NULL,
	PRIMARY KEY (member_id, card_ref)
) STRICT, WITHOUT ROWID;

CREATE TABLE member_mails (
	member_id  TEXT    NOT NULL,
	email      TEXT    NOT NULL,
	created_at INTEGER NOT NULL,
	PRIMARY KEY (member_id, email)
) STRICT, WITHOUT ROWID;

CREATE TABLE consents (
	member_id     TEXT    NOT NULL,
	terms_version TEXT    NOT NULL,
	agreed_at     INTEGER NOT NULL,
	PRIMARY KEY (member_id, terms_version)
) STRICT, WITHOUT ROWID;

-- No index on seen_at: it would be written at every touch and read by the sweep only.
CREATE TABLE sessions (
	member_id  TEXT    NOT NULL,
	token_hash TEXT    NOT NULL,
	created_at INTEGER NOT NULL,
	seen_at    INTEGER NOT NULL,
	last_login INTEGER NOT NULL,
	PRIMARY KEY (member_id, token_hash)
) STRICT, WITHOUT ROWID;

-- Before there is a member, or about all of them.
CREATE TABLE flows (
	id            TEXT    NOT NULL PRIMARY KEY,
	prior         TEXT    NOT NULL, -- the id before identity was proven, empty until then
	journey       TEXT    NOT NULL,
	state         TEXT    NOT NULL,
	card_tag      TEXT    NOT NULL,
	card_ref      TEXT    NOT NULL,
	account_ref   TEXT    NOT NULL,
	last4         TEXT    NOT NULL,
	brand         TEXT    NOT NULL,
	expiry        TEXT    NOT NULL,
	login         TEXT    NOT NULL,
	password_hash TEXT    NOT NULL,
	grade         INTEGER NOT NULL,
	own_login     INTEGER NOT NULL,
	own_password  INTEGER NOT NULL,
	email         TEXT    NOT NULL,
	terms_version TEXT    NOT NULL,
	agreed_at     INTEGER NOT NULL,
	reach         TEXT    NOT NULL, -- JSON
	id_tries      INTEGER NOT NULL,
	refusals      INTEGER NOT NULL,
	sends         INTEGER NOT NULL,
	reason        TEXT    NOT NULL,
	case_number   TEXT    NOT NULL,
	created_at    INTEGER NOT NULL,
	expires_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX flows_expires ON flows (expires_at);
CREATE INDEX flows_prior ON flows (prior) WHERE prior <> '';

CREATE TABLE checks (
	id         TEXT    NOT NULL PRIMARY KEY,
	purpose    TEXT    NOT NULL,
	flow       TEXT    NOT NULL,
	channel    TEXT    NOT NULL,
	masked     TEXT    NOT NULL,
	reference  TEXT    NOT NULL,
	mac        TEXT    NOT NULL,
	tries      INTEGER NOT NULL,
	used       INTEGER NOT NULL,
	created_at INTEGER NOT NULL,
	expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX checks_subject ON checks (flow, purpose, created_at);
CREATE INDEX checks_expires ON checks (expires_at);

CREATE TABLE outbox (
	id         TEXT    NOT NULL PRIMARY KEY,
	channel    TEXT    NOT NULL,
	sealed     TEXT    NOT NULL, -- empty once it is over
	state      TEXT    NOT NULL,
	attempts   INTEGER NOT NULL,
	run_at     INTEGER NOT NULL, -- of a running row: when its lease is over
	expires_at INTEGER NOT NULL,
	created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_due ON outbox (run_at) WHERE state IN ('ready', 'running');
CREATE INDEX outbox_over ON outbox (run_at) WHERE state IN ('sent', 'dead');

CREATE TABLE limits (
	name     TEXT    NOT NULL,
	subject  TEXT    NOT NULL, -- an HMAC
	start_at INTEGER NOT NULL, -- of the window
	hits     INTEGER NOT NULL,
	PRIMARY KEY (name, subject, start_at)
) STRICT, WITHOUT ROWID;
CREATE INDEX limits_start ON limits (start_at);

CREATE TABLE audit (
	id        TEXT    NOT NULL PRIMARY KEY,
	at        INTEGER NOT NULL,
	kind      TEXT    NOT NULL,
	member_id TEXT    NOT NULL, -- empty before there is a member
	flow      TEXT    NOT NULL,
	address   TEXT    NOT NULL,
	detail    TEXT    NOT NULL
) STRICT;
