"""Everything that people said and did. The only SQL over records."""
