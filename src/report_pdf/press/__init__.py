"""Stage 7 for print: from typeset pages to PDF/X-4 files that a print shop accepts."""
