"""Burdens: who worked how many weekends, nights and holidays by the rosters in force, and what of it is carried on."""
