"""Modus Vivendi: who would accept what, on which condition, on whose word, and what would hold."""

__version__ = "0.1.0.dev0"
