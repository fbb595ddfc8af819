"""The recipe that made the embedded NLI model, runnable by anyone: `python -m factcheck.training --help`."""
