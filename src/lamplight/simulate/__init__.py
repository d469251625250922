"""A made-up world with its truth, and the measure of what was found in it. Pure."""
