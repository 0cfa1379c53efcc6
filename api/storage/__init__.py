"""The database: one SQLite file, or PostgreSQL by URL, with the same code."""
