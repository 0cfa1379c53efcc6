"""Column generation: whole-person lines as columns of a master program, for bounds and for rosters."""
