"""Series into traced values: what a number is, what it was made from and how fresh it is."""
