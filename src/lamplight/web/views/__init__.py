"""What pages show, put together from what is stored: store -> dataclass -> template or JSON."""
