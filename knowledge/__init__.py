"""The handbook: one FAQ topic per file, and finding what fits a question."""
