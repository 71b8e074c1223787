"""The Model Context Protocol: the reads as tools of readers' programs."""
