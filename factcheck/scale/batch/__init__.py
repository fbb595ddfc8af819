"""Jobs over many files and machines with Ray Data."""
