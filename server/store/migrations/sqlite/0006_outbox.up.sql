-- Frozen once released: a change is a new file.

ALTER TABLE outbox ADD COLUMN why TEXT NOT NULL DEFAULT ''; -- of a dead message: a word of the program, and a status
ALTER TABLE outbox ADD COLUMN keep_until INTEGER NOT NULL DEFAULT 0; -- until then a dead message may be sent after all, by hand

ALTER TABLE checks ADD COLUMN message TEXT NOT NULL DEFAULT ''; -- the outbox row that carries the passcode
