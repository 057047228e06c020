-- Frozen once released: a change is a new file.

ALTER TABLE flows ADD COLUMN assurance TEXT NOT NULL DEFAULT ''; -- what identity was proven by, empty until it is
