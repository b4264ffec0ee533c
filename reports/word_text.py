"""Where Word's writer finds what makes a text fit for a file."""

from reports.writable import writable

__all__ = ["writable"]
