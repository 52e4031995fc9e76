"""Stage 1, read: `edition.toml` and `tokens.toml`, typed, every error at its line; new editions."""
