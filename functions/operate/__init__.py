"""operate: runs the command line's use cases beside the bindings, for operators who are elsewhere."""
