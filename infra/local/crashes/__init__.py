"""Crash points: a process that kills itself at one of them, so that trials can kill it anywhere."""
