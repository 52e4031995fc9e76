"""What differs between two versions: figures, texts, pages."""
