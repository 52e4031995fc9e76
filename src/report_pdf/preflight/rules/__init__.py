"""The rules of the preflight, by what they look at."""
