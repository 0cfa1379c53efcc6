"""Exam history becomes a forecast, the forecast becomes workload, workload becomes people per hour.

Knows the domain, polars and numpy; nothing of the solver, of files or of the web.
"""
