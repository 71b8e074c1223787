"""What two or more functions need: domain, gates, store and platform."""
