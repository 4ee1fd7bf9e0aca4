"""The stability stage."""
