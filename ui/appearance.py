"""Light, dark or as the system has it: a switch in the sidebar.

The dashboard's menu is hidden, and is not in Chinese. The choice is kept where Streamlit's own menu keeps it, in the
browser under each page's path, and read when a page is opened; so the page is opened anew, at the same address.
"""

from functools import cache
from pathlib import Path

import streamlit as st

from ui import theme
from ui.text import _

PAGES = Path(__file__).parent.parent / "pages"
CHOICES = ("System", "Light", "Dark")
HTML = '<fieldset><legend></legend><div class="choices"></div></fieldset>'
CSS = """
fieldset { border: 0; margin: 0; padding: 0; font-family: var(--st-font); font-size: 0.85rem; min-width: 0 }
legend { padding: 0 0 0.3rem; color: var(--st-text-color) }
.choices { display: flex; gap: 0.75rem; flex-wrap: wrap }
label { display: flex; gap: 0.3rem; align-items: center; color: var(--st-text-color); cursor: pointer }
input { accent-color: var(--st-primary-color); margin: 0 }
"""
SCRIPT = """
export default function ({ data, parentElement, setStateValue }) {
  const version = 2
  const here = window.location.pathname
  const root = here.slice(0, here.lastIndexOf("/") + 1)
  const key = path => `stActiveTheme-${path}-v${version}`
  const stored = window.localStorage.getItem(key(here))
  const now = stored ? JSON.parse(stored) : "System"
  parentElement.querySelector("legend").textContent = data.title
  const box = parentElement.querySelector(".choices")
  box.replaceChildren(...data.choices.map(([value, words]) => {
    const label = document.createElement("label")
    const radio = Object.assign(document.createElement("input"), {
      type: "radio", name: "appearance", value, checked: value === now,
    })
    radio.onchange = () => {
      for (const page of data.pages) window.localStorage.setItem(key(root + page), JSON.stringify(value))
      window.location.reload()
    }
    label.append(radio, words)
    return label
  }))
  // Streamlit changes the page with the system but runs nothing; charts are drawn by a run. One run is asked for when
  // the page looks otherwise than the last run drew it.
  const app = document.querySelector(".stApp")
  const meet = () => {
    const dark = getComputedStyle(app).colorScheme === "dark"
    if (dark === data.dark) window.askedForDark = undefined
    else if (window.askedForDark !== dark) setStateValue("dark", (window.askedForDark = dark))
  }
  const observer = new MutationObserver(meet)
  observer.observe(app, { attributes: true })
  meet()
  return () => observer.disconnect()
}
"""


@st.cache_resource(max_entries=1, show_spinner=False)
def _component():
    return st.components.v2.component("appearance", html=HTML, css=CSS, js=SCRIPT)


@cache
def _paths() -> list[str]:
    """Every page's path under the root; '' for the first."""
    return ["", *sorted(page.stem for page in PAGES.glob("*.py"))]


def switch() -> None:
    """The switch, at the end of the sidebar."""
    data = {
        "title": _("Appearance"),
        "choices": [(choice, _(choice)) for choice in CHOICES],
        "pages": _paths(),
        "dark": theme.current() is theme.DARK,
    }
    with st.sidebar:
        _component()(key="appearance", data=data, on_dark_change=lambda: None, height="content")
