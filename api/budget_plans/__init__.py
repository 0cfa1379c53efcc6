"""Budgets of departments, kept by period and held against the rosters of their days."""
