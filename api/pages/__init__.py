"""Pages for people, rendered on the server from domain objects."""
