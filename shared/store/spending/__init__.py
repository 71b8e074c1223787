"""What models are asked and what it costs: paid once, within budgets."""
