"""Fonts that an archive may hold: read as a strict reader of PDF/A reads them, mended, judged."""
