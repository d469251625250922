"""Rows of digits that are lists: prices, sizes, postcodes, scores, counting.

These are the groupings that speak against it; native/extract/lists.cpp tells lists

Limit: lists are told by how the numbers stand to one another, not by what is said of them.
"""

GROUPINGS = {
    "10": "3", "11": "3", "3 3 4": "3", "1 3 3 4": "3", "3 7": "2", "6 4": "2",
    "1 10": "3", "3 4 3": "1", "4 3 3": "1", "3 3 2 2": "1.5", "1 3 7": "2",
    "3 4 4": "1", "5 5": "-1.5",
}  # fmt: skip
"""Lengths of groups -> points for American groupings; ten groups of one digit get two, any other
loses half a point."""
