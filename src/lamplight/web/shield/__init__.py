"""What programs ask over HTTP: is this upload known? All but health want a key."""
