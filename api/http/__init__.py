"""What all routes have in common: problems, bodies, versions, pages, limits, logs and metrics."""
