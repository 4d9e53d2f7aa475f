"""Writes the Staat van Migratie: traced figures in, a yellow-marked Word file and PDF out."""

__version__ = "0.1.0"
