"""Objects of a hostile PDF, read by the type that is expected."""
