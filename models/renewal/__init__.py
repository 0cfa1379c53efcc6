"""When credentials fall due: each registry's calendar and continuing education, as functions of dates alone.

Every function names its source. What differs by state, hospital or year is data of its caller.
"""
