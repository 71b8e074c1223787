"""What does not answer or work for a while: breakers, turns with a vendor, alerts to an operator."""
