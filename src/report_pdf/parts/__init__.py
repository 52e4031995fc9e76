"""Parts: PDFs made elsewhere, covers and appendices, made sound before they are bound."""
