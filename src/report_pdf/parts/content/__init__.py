"""Content streams: their marks, what they say and to whom, marked anew."""
