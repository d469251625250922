"""Pixels -> hashes. Pure."""
