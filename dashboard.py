"""The frame: page settings, navigation, what stands around every page. Reads nothing but the build's own row."""

from pathlib import Path

import streamlit as st

from ui import frame, viewport
from ui.filters import Name
from ui.text import _

# The icon is a file of our own: a named one would be asked of a font server.
ICON = Path(__file__).parent / "ui" / "icon.svg"
st.set_page_config(page_title=_("Union coverage"), page_icon=ICON, layout="wide")

SHOWN: dict[str, tuple[Name, ...]] = {
    "overview": ("definition", "township"),
    "coverage_map": ("definition", "township"),
    "targets": ("definition", "township", "size", "sector", "age", "status"),
    "data": ("definition", "township"),
}
pages = {
    "overview": st.Page("pages/overview.py", title=_("Overview"), icon=":material/home:", default=True),
    "coverage_map": st.Page("pages/coverage_map.py", title=_("Coverage map"), icon=":material/map:"),
    "targets": st.Page("pages/targets.py", title=_("Enterprises without a union"), icon=":material/target:"),
    "data": st.Page("pages/data.py", title=_("Data"), icon=":material/database:"),
    "enterprise": st.Page("pages/enterprise.py", title=_("Enterprise"), visibility="hidden"),
    "union": st.Page("pages/union.py", title=_("Union"), visibility="hidden"),
}
page = st.navigation(list(pages.values()))
frame.settle()
build = frame.build_or_stop()
frame.sidebar(build)
frame.begin(build, next((SHOWN[name] for name in SHOWN if pages[name] == page), ()))
page.run()
viewport.watch()
