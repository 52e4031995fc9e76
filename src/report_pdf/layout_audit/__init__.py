"""Layout audit: what an art director would mark in red, found on the pages as they were laid out."""
