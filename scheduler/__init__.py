"""The engine: a department goes in, a proved and explained roster comes out."""
