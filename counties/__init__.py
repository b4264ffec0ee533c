"""What is particular to a county, as data: one folder a county, and reading it."""
