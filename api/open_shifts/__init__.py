"""Open shifts: duties of the roster in force that nobody has, listed for those who may take them, and claimed."""
