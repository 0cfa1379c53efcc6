"""Tables of exam counts."""
