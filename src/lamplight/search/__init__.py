"""Words, values and pictures over what is stored."""
