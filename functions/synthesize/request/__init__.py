"""What a model is sent: what it is asked for, what of the evidence fits, and the words around it."""
