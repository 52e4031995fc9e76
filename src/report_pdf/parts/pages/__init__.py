"""Pages as they are seen: their boxes, their place in the book, their picture."""
