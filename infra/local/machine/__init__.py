"""What a machine and the process on it give: a home, a clock, randomness, threads, who acts, where the project lies."""
