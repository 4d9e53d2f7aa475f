"""Dutch text from numbers, periods and changes."""
