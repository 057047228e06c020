-- Frozen once released: a change is a new file.

-- Who works at the desk. A revoked operator's row stays: the audit names it.
CREATE TABLE operators (
	name       TEXT   NOT NULL PRIMARY KEY,
	token_hash TEXT   NOT NULL,
	created_at BIGINT NOT NULL,
	revoked_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX operators_token ON operators (token_hash);

-- What a flow could not finish. There is no member yet, or it is not proven who it is.
CREATE TABLE cases (
	number     TEXT    NOT NULL PRIMARY KEY, -- 7K2M-94QX
	journey    TEXT    NOT NULL,
	card_ref   TEXT    NOT NULL, -- empty when the card system accepted no card
	last4      TEXT    NOT NULL,
	brand      TEXT    NOT NULL,
	reason     TEXT    NOT NULL,
	lang       TEXT    NOT NULL,
	state      TEXT    NOT NULL,
	first_by   TEXT    NOT NULL, -- operators
	first_at   BIGINT  NOT NULL,
	second_by  TEXT    NOT NULL,
	mac        TEXT    NOT NULL, -- of the code
	code_tries INTEGER NOT NULL,
	code_until BIGINT  NOT NULL,
	created_at BIGINT  NOT NULL,
	expires_at BIGINT  NOT NULL
);
CREATE UNIQUE INDEX cases_live ON cases (card_ref, journey) WHERE card_ref <> '' AND state IN ('open', 'half', 'approved');
CREATE INDEX cases_card ON cases (card_ref, journey, created_at) WHERE card_ref <> '';
CREATE INDEX cases_expires ON cases (expires_at);
