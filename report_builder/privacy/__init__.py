"""The scan of what is made public, by itself: it knows what may not be in a file, not how the file
was made.
"""
