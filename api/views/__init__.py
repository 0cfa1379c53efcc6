"""What a roster looks like before it becomes a page, a sheet or a calendar: pure functions of the domain."""
