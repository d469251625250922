"""Slow, obvious twins of native/link: what the kernels are compared with."""
