"""The answers of one round or several as files that others go on with: one model of rows, four writers."""
