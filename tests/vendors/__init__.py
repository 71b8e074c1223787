"""The vendors as tests have them: servers on loopback, and what those would say."""
