"""Published figures from outside: Kolada, and files in CSV or Excel. Reads and compares; keeps nothing."""
