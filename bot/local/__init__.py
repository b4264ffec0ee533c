"""The chat on one's own machine: Microsoft 365 Agents Playground, started and stopped by us."""
