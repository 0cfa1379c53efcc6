"""Departments as they are kept: one versioned document each."""
