"""Stage 5, typeset: WeasyPrint, and a structure tree that reads well."""
