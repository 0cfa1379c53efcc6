"""Terms of the money objective, one file each; a file's module-level `FAMILY` is found by itself."""
