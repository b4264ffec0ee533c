"""The questionnaires as data, one versioned file each, and reading them."""
