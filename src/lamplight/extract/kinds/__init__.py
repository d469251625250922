"""A kind of signal each: Reading -> Found. A module here names FIRST and find; see extract.read."""
