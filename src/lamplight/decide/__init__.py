"""What people decided, as values that link and rank take. Pure."""
