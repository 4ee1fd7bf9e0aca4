"""The conflict stage."""
