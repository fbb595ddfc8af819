"""What the words that refer back stand for: pronouns, descriptions, surnames, times."""
