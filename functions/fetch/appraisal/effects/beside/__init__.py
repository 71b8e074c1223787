"""Amounts that stand beside arms: whose each of several numbers of one sentence is."""
