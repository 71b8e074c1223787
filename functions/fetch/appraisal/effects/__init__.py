"""The estimates that a study states: what changed by how much, with unit, interval, comparator and quote."""
