"""What a print shop would find in a PDF; other tools read it here than those that wrote it."""
