"""What tests run things on: places, clocks, isolates, whole platforms, a command in a process of its own."""
