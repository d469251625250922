"""Value -> near values: hashes within a radius, near-duplicate texts. Pure."""
