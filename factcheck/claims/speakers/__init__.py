"""Who says a statement, with which verb, and what stands in quotation marks."""
