"""What functions that answer over HTTP share: ASGI, and templates with the head and foot of the site."""
