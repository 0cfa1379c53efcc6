"""Rosters from the order to make one until it is published, amended and withdrawn."""
