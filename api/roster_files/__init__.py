"""Rosters to take away: workbook, calendar, table."""
