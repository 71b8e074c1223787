"""Places that cannot be written: a disk that is full or read-only, a file that another process holds."""
