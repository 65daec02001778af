"""Which texts derive from which."""
