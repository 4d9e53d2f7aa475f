"""A Word template before and while it is run: its tags, its closed language, and what in it is
fixed text.
"""
