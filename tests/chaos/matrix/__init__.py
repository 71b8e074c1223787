"""Stages by faults of vendors: each alone, two at once, for hours, and stages that ask no vendor."""
