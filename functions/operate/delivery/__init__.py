"""Dead letters: looked at, chosen, replayed, discarded, brought in."""
