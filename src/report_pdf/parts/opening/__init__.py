"""A PDF from outside, opened and looked at before anything is done to it."""
