"""billing: applies Stripe's events to the subscriptions that they concern, and reconciles all of them each night."""
