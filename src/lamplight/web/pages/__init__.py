"""A page each: its ``router`` with the page, its fragment and its JSON. Found by being here."""
