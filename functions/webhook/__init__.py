"""webhook: takes Stripe's events, verified and stored before they are acknowledged."""
