"""Networks -> leads, in the order in which an hour of work helps most. Pure."""
