"""Users of the service: people who sign in with a name and a password, and their sessions."""
