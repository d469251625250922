"""Slow, obvious twins of native/extract: what the kernels are compared with."""
