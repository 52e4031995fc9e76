"""report_pdf: a public body's indicator data typeset as an accessible, archival social report."""

__version__ = "0.1.0"
