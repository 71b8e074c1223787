"""What Workers are deployed with: resolved, pinned, vendored and weighed."""
