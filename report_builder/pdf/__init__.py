"""HTML into one tagged PDF."""
