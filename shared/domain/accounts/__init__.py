"""Who reads and what he may read: sign-ins, subscriptions, limits, and what he keeps."""
