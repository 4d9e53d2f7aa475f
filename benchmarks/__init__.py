"""How long a report takes: ours beside the chain that people use now."""
