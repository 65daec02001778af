"""Puts the stages in order and runs them."""
