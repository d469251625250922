"""Number words side by side, added up as they are said: "fifty five", "dix-neuf".

These are the words; native/extract/sums.cpp adds: parts of words -> groups of digits

Where two readings are usual, "eight hundred five" before more digits, the group keeps both and its
reader chooses. Limit: numbers above 999 are not added up.
"""

JOINS = frozenset({"", "y", "e", "et", "und", "and", "si"})
"""What may stand between two words of one number."""
