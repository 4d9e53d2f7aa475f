"""Figures from services that answer by themselves: how they are asked, and their cells as
observations.
"""
