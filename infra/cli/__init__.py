"""The `peptalk` command, one file per command or group, in rooms by what operators do."""
