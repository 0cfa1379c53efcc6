"""The running service: the HTTP server and the worker processes beside it."""
