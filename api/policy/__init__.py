"""Policy of a department that is kept, item by item."""
