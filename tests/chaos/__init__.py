"""What is done to PepTalk on purpose, in rooms by what it is; beside them how much of it, and time that leaps."""
