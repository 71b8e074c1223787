-- An erased person's subscriptions are known again too: a message about one, or its dead letter, may come late.
CREATE TABLE tombstones_2 (
  mark TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('user', 'address', 'customer', 'subscription')),
  erasure TEXT NOT NULL REFERENCES erasures (id),
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO tombstones_2 (mark, kind, erasure, at) SELECT mark, kind, erasure, at FROM tombstones;

DROP TABLE tombstones;
ALTER TABLE tombstones_2 RENAME TO tombstones;

CREATE INDEX tombstones_by_erasure ON tombstones (erasure);
