"""Faults on demand: the stand-ins fail as their vendors do, where and as often as they are told."""
