"""Word files that come back from others, read as text with their changes and comments."""
