"""From material to document model to Word."""
