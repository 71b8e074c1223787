"""The `peptalk` command, one file per command or group."""
