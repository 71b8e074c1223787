"""How a delivery passes: its work claimed, done, committed, judged; and work that is past due."""
