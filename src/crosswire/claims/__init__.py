"""Who says what, through whom, how sure."""
