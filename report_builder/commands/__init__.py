"""What each command asks of the program, and what it says: one module for each kind of user."""
