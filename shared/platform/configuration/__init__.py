"""Settings that functions read from their variables: how they are read, and those that several functions share."""
