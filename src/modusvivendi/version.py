"""The version of the program, on its own so that every stage can name it."""

__version__ = "0.1.0"
