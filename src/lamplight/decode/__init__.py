"""Hostile bytes -> pixels, in a bounded child process."""
