"""Time off as an HR system reports it: each message counts once, and says what it does to published rosters."""
