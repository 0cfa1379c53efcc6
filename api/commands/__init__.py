"""One command of the command line in each file; heavy libraries are imported where they are used."""
