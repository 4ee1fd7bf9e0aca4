"""The examples stage."""
