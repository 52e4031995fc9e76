"""Content streams: what they draw, their marks, what they say and to whom, marked anew."""
