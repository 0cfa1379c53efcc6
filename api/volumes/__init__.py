"""Exam counts of departments that are kept, and what is forecast from them."""
