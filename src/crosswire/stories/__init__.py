"""Which items tell of one event."""
