"""Tests of the conflict model."""
