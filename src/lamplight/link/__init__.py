"""Ads as columns -> providers and networks, with every link and cut explained. Pure."""
