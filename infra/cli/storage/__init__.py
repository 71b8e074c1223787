"""The database and the bucket: looked at, migrated, kept elsewhere and restored."""
