"""The mathematics of places. Knows no file names and no screen."""
