"""The structure of a part: its own where it is sound, else one made for its pages."""
