"""Stage 2, load: the tables of the office, CSV or XLSX, cell by cell."""
