"""Compare: two townships, two published months or two enterprises side by side, the difference in its own column."""

from ui import compare_enterprises, compare_months, compare_places, filters
from ui.frame import here

frame = here()
part = filters.compared()
if part == "months":
    compare_months.show(frame)
elif part == "enterprises":
    compare_enterprises.show(frame)
else:
    compare_places.show(frame)
