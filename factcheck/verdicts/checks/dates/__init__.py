"""Finds dates and times in texts and compares a claim's with a passage's; `compare` holds the check."""
