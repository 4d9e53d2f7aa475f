"""What an editor does in a year: roll over, lock, compare, list and archive editions."""
