"""What people can say and do, one module per intent. Knows nothing of Teams, never sends."""
