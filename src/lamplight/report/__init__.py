"""What Lamplight hands out: values -> bytes of a format, one file each. Pure."""
