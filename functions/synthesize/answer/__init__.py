"""From a model's answer to claims, and what it must show before a claim of the page changes or goes."""
