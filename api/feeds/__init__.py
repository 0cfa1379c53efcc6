"""Calendar feeds: a secret address for each person and device, at which calendars find the duties in force."""
