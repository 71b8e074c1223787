"""Stand-ins for the vendors that PepTalk talks to: real HTTP servers on loopback."""
