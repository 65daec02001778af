"""Where accounts agree and differ: origins, slots, findings."""
