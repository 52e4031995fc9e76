"""Stage 2, audit: what must agree and does not, and what is published all the same."""
