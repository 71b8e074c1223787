"""What hosts and operates: the embedded platform, the sandbox vendors and the command line."""
