"""Keeping reports and what was found in them."""
