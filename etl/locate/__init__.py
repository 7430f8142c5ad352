"""Where each enterprise is: township, zone, point, by an ordered chain whose method stands on the row.

`read_places` reads what the county knows of its places (townships, villages, boundaries, reviewed lists) and runs
before cleaning, while files may still be opened. `locate` places the cleaned enterprises.
"""

from etl.locate.chain import locate, steps
from etl.locate.places import read_places

__all__ = ["locate", "read_places", "steps"]
