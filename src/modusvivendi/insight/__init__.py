"""The insight stage."""
