"""Infographics: one module per form, each from data and tokens to SVG, words and a table."""
