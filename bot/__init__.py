"""Teams from the outside, settings, the command line, and the one place where the parts are joined."""
