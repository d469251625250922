"""A page each, with its template and its JSON. A route reads, calls one function, renders."""
