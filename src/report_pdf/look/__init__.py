"""The contact sheet: the whole book at a glance, with its faults and what has changed in it."""
