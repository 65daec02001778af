"""What everything stands on: errors, ids, text with spans, configuration. Imports nothing else of Crosswire's."""
