"""Finding good rosters and proving how good they are: strategies that share one blackboard."""
