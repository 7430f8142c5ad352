"""A map stays where its reader put it when what it shows changes.

Streamlit puts a chart anew on the page whenever its figure is another one (its id is made of the figure), so the view
that Plotly would keep is lost with the old chart. The browser therefore remembers it, by the chart's key, and gives it
to the chart that takes its place.

Nor may a map be drawn without end. What Plotly has drawn, Streamlit takes for the chart's state; when that changed
meanwhile (a width, light or dark), the one before and the one after are drawn in turn for ever, and the page answers to
nothing. So what was drawn before is never given back once something newer was drawn.
"""

import streamlit as st

SCRIPT = """
export default function ({ data }) {
  const views = (window.heldViews ??= {})
  const known = new WeakSet()
  const hold = (plot, key) => {
    // Streamlit draws a new chart two or three times over, each time in the view of its figure.
    let tries = 5
    plot.on("plotly_afterplot", () => {
      const view = views[key]
      if (!view || plot.layout.map.zoom === view["map.zoom"] || tries-- <= 0) return
      window.Plotly.relayout(plot, view)
    })
    plot.on("plotly_relayout", change => {
      if (!("map._derived" in change)) return   // not moved by a hand
      views[key] = { "map.center": change["map.center"], "map.zoom": change["map.zoom"] }
    })
  }
  const rest = plot => {
    const drawn = new WeakSet([plot.layout])
    let newest = { data: plot.data, layout: plot.layout }
    plot.on("plotly_react", () => {
      if (drawn.has(plot.layout)) return Object.assign(plot, newest)
      drawn.add(plot.layout)
      newest = { data: plot.data, layout: plot.layout }
    })
  }
  const meet = () => {
    for (const key of data.keys) {
      const plot = document.querySelector(`.st-key-${key} .js-plotly-plot`)
      if (!plot?.on || known.has(plot)) continue
      known.add(plot)
      hold(plot, key)
      rest(plot)
    }
  }
  const observer = new MutationObserver(meet)
  observer.observe(document.body, { childList: true, subtree: true })
  meet()
  return () => observer.disconnect()
}
"""


@st.cache_resource(max_entries=1, show_spinner=False)
def _component():
    return st.components.v2.component("held_view", js=SCRIPT)


def keep(*keys: str) -> None:
    """Remember the view of the maps with these keys, for as long as the browser's tab shows the dashboard."""
    _component()(key="held_view", data={"keys": list(keys)}, height="content")
