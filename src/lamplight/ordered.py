"""The order of rows by several columns of whole numbers.

columns I64[n] -> ordered -> I64[n]
"""

import numpy as np

from lamplight import _native
from lamplight.arrays import I64


def ordered(*columns: I64) -> I64:
    """Places by the columns, of which the first counts most; rows that are the same stay as they
    come."""
    return _native.ordered([np.ascontiguousarray(it, np.int64) for it in columns])
