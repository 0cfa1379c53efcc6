"""Ways to forecast, one file each."""
