"""Credentials as a living module: the register and its import, the radar of what lapses, education and safety."""
