"""Claims, the page that they make, and what changes from one version to the next."""
