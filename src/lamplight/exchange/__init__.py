"""Banks to and from others: files of known hashes -> Given -> files of known hashes."""
