"""Two tables to play with, for the suite of the Database port."""

from shared.platform.ports import Statement

PLAY = [
    Statement("CREATE TABLE shelf (id INTEGER PRIMARY KEY, name TEXT UNIQUE, n REAL, raw BLOB, CHECK (n >= 0))"),
    Statement("CREATE TABLE book (id INTEGER PRIMARY KEY, shelf INTEGER REFERENCES shelf (id))"),
]
