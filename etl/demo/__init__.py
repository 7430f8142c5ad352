"""The invented county: messy source files as counties have them, and the truth beside them.

Every enterprise, union, village, road, person and number is invented; only the fourteen townships carry
the names of a real county. Nothing here is read by a stage of the build.
"""

from etl.demo.write import AS_OF, write_demo

__all__ = ["AS_OF", "write_demo"]
