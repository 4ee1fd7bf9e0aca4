"""The steps, each named for the version it leads to."""
