"""Stages 3 and 4: the layouts, the charts they ask for, and what may not be typed in them."""
