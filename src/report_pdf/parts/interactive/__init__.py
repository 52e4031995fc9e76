"""What of a part reacts to its reader: links, outline, layers, forms, comments, files."""
