-- Frozen once released: a change is a new file.

-- Addresses that members typed before there was a code to confirm them with are not confirmed.
ALTER TABLE member_mails ADD COLUMN confirmed_at BIGINT NOT NULL DEFAULT 0;

CREATE TABLE mail_codes (
	member_id  TEXT    NOT NULL,
	email      TEXT    NOT NULL,
	mac        TEXT    NOT NULL,
	tries      INTEGER NOT NULL,
	created_at BIGINT  NOT NULL,
	expires_at BIGINT  NOT NULL,
	PRIMARY KEY (member_id, email)
);
CREATE INDEX mail_codes_expires ON mail_codes (expires_at);
