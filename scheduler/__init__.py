"""Time from the outside: one tick decides what is due, one loop delivers what is decided."""
