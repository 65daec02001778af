"""The cited account: compose, verify, render."""
