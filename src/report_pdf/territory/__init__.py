"""Stage 2, load: the comuni, their residents, tiles and boundaries."""
