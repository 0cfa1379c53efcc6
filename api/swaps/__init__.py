"""Swaps and give-aways: duties of the roster in force offered, taken, checked, approved, and in its next version."""
