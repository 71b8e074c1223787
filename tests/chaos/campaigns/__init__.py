"""What campaigns stand on: processes to kill, homes and what must be true of them, command line and report."""
