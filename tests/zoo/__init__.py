"""PDFs as offices, printers, libraries and accidents make them: each is made anew, none is kept."""
