"""Demand: volumes in, forecasts, backtests and coverage out."""
