"""What comes twice, at once, late or in any order: messages of queues, and events of subscriptions."""
