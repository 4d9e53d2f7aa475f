"""Templates into Word files: filled, marked, numbered and bound together."""
