-- Frozen once released: a change is a new file.

ALTER TABLE member_cards ADD COLUMN name TEXT NOT NULL DEFAULT ''; -- as the member calls it; empty: by its brand
ALTER TABLE sessions ADD COLUMN card_ref TEXT NOT NULL DEFAULT ''; -- in view; empty: the first registered
ALTER TABLE flows ADD COLUMN session TEXT NOT NULL DEFAULT ''; -- journey add: the session that began it, as its row's token_hash
