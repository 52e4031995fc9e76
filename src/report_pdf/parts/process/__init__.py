"""The child process that a part is prepared in, its limits, and what it tells its parent."""
