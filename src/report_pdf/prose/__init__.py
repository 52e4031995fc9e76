"""Stage 2, load: the texts of the office, with their typography."""
