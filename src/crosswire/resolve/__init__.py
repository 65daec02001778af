"""From words to what they mean: dates, names, places, figures."""
