"""A file format each: bytes -> Ad, or SetAside with line and reason."""
