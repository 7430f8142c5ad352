"""Overview: how far have the larger enterprises come, where not, and what is to be done?"""

import streamlit as st

from ui import alerts, charts, effective, interval, map_legend, maps, overview, queries, theme, viewport, words
from ui.frame import here
from ui.text import _, term

frame = here()
narrow, look = viewport.is_narrow(), theme.current()
TALL, LOW = ("content", "content") if narrow else (664, 420)
build, chosen, definition = frame.build, frame.filters.townships, frame.filters.definition
rows = queries.townships(build, definition)
coverage = words.summed(rows, chosen)
months = queries.months(build, definition, chosen)
ranked, _others = charts.ranking(rows)

frame.heading(words.headline(coverage, definition, chosen))
overview.figures(frame, coverage, months)
interval.show(frame, coverage)
effective.show(frame, coverage)
overview.unknowns(frame, coverage)

left, right = st.columns([11, 9])
with left.container(border=True, height=TALL):
    st.subheader(words.lowest(ranked), anchor=False)
    charts.legend(map_legend.entries(rows, look))
    maps.show(maps.coverage_map(build, definition, "overview", narrow, look), maps.OVERVIEW)
    st.caption(map_legend.caption(build, definition, look))
with right.container(border=True, height=TALL):
    st.subheader(_("States of larger enterprises by township"), anchor=False)
    charts.state_legend()
    charts.show(charts.township_bars(build, definition, look), "township_bars", _("States by township"))
    if ranked:
        below = _(
            "Lowest first. Pale, below the line: under {number} or unplaced, not ranked", number=charts.RANKED_FROM
        )
    else:
        below = _("By number of larger enterprises; none has {number}, none is ranked", number=charts.RANKED_FROM)
    st.caption(below)

left, right = st.columns(2)
with left.container(border=True, height=LOW):
    st.subheader(_("Coverage month by month"), anchor=False)
    st.caption(_("{who}. Dotted: reconstructed from dates; points: published", who=term("definition", definition)))
    charts.show(charts.trend(build, definition, chosen, look), "trend", _("Coverage month by month"))
with right.container(border=True, height=LOW):
    st.subheader(_("By size, the whole county"), anchor=False)
    charts.state_legend()
    charts.show(charts.size_bars(build, look), "size_bars", _("States by size"))

left, right = st.columns(2)
with left.container(border=True, height="stretch"):
    overview.next_steps(frame, coverage, rows)
    alerts.block(frame)
    st.subheader(_("Unions and members"), anchor=False)
    overview.unions(frame)
with right.container(border=True, height="stretch", gap="xsmall"):
    st.subheader(_("From the ledger to coverage, the whole county"), anchor=False)
    overview.chain(frame)
