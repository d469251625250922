"""A kind of signal each: text -> Signal. Pure; a kind is one file in kinds/."""
