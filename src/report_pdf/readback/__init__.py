"""The finished file, read back and inspected."""
