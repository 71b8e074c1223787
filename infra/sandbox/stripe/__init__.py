"""The stand-in for Stripe: one account in memory, its API, hosted pages, events, webhooks, and a clock that moves."""
