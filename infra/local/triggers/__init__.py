"""What wakes a Worker's function here: messages, crons, requests."""
