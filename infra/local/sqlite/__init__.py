"""SQLite as D1: its file, its limits, its migrations, and copies of it."""
