"""Tables of quality: what is on record, and the units with their outages."""
