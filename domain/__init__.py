"""The words of the work. No I/O, no SDK, no clock."""
