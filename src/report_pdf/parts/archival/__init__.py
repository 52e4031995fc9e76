"""Pages that may stand in an archive: what PDF/A-2 and PDF/UA-1 ask of content, fonts, colours, storage."""
