"""Where things stand outside the studies: with authorities, and in the registry of trials."""
