"""Where a command's work is done: in this process or by a target's `operate`, and how each is opened."""
