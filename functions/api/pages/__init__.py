"""The API's own pages, which work without JavaScript."""
