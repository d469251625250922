"""Files of ads in, a ranked and explained queue of networks out."""
