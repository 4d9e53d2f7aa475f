"""Word files bound into one, or made ready for print."""
