"""What C01 looks for, one way a module in which a text tells somebody how much to take."""
