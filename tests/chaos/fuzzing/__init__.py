"""Requests made up from the document of the API, or changed after they were signed."""
