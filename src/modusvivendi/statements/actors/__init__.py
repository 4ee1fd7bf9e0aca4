"""Whom a report speaks of: parties, the people and offices that speak for them, and news media."""
