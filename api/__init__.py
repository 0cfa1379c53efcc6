"""The service and every other outside edge: HTTP, command line, pages, feeds, files and jobs."""
