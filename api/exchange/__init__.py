"""Files in and out: formats that other programs read and write."""
