"""A page each, with its template and its JSON. A route reads, calls one function, renders.

``app.make_app`` builds the application; ``guard`` stands before every request, ``session`` signs
forms, ``render`` fills templates, ``faults`` turns errors into answers. Pages lie in ``pages/``, a
file each with a ``router``, found by being there.
"""
