"""Binding: the typeset body and its parts, one tagged file."""
