"""What is kept and told beside a report: its numbers, how fresh they are, and how editions
differ.
"""
