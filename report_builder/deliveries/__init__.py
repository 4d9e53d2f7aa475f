"""Figures that come in: what a delivery changes, what stops it, how it is taken in whole, and how
that is undone.
"""
