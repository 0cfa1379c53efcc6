"""Long work: submitted, watched, cancelled, and done by worker processes that may die at any time."""
