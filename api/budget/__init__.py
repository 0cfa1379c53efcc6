"""Money: what each minute is paid, and how a period stands against its budget. Pure, no files and no terminal."""
