"""The designer's loop: the book in a browser, drawn again whenever one of its files is saved."""
