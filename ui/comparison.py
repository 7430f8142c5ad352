"""A build that waits beside the current one: what it would change, publishing it, and the way back."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import streamlit as st

from etl.compare import compare, glance
from etl.errors import BuildError
from etl.publish import switch
from etl.publish.folder import build_id_of, current_build, earlier_builds, proposed_build
from etl.settings import Settings
from ui import run, tables
from ui.attempt import attempt, say
from ui.names import place
from ui.tables import Column
from ui.text import N_, UNKNOWN, _, count, day, percent, term


def waiting() -> Path | None:
    """The warehouse that waits to be published; None where none does."""
    return proposed_build(Settings().warehouse)


def show(proposed: Path) -> None:
    """Figures before and after, what swings, which enterprises stand otherwise; publish or drop."""
    with st.container(border=True):
        st.subheader(_("Computed, not yet published: {build}", build=build_id_of(proposed)), anchor=False)
        current = _current()
        if current is None:
            seen = _glanced(str(proposed))
            st.markdown(_("It would be the first published build: there is nothing to compare it with."))
            st.markdown(
                _(
                    "As of {day}; coverage of larger enterprises **{rate}**",
                    day=day(seen["as_of"]),
                    rate=percent(seen["rate"]),
                )
            )
        else:
            _differences(_compared(str(current), str(proposed)))
        with st.container(horizontal=True, gap="small"):
            st.button(_("Publish"), type="primary", icon=":material/publish:", on_click=_publish, args=(proposed,))
            st.button(_("Drop it"), icon=":material/delete:", on_click=_drop, args=(proposed,))
            st.caption(_("Until then everybody sees the present figures. The present build can be brought back later."))


def _current() -> Path | None:
    """The current build; None also where the folder's pointer is damaged: publishing mends that."""
    try:
        return current_build(Settings().warehouse)
    except BuildError:
        return None


@st.cache_data(max_entries=4, show_spinner=False)
def _compared(before: str, after: str) -> dict[str, list[dict[str, Any]]]:
    return compare(Path(before), Path(after))


def _differences(found: dict[str, list[dict[str, Any]]]) -> None:
    for row in found["sources"]:
        if row["is_lost"]:
            st.error(
                _("{kind}: not one usable row any more", kind=term("source_kind", row["source_kind"])),
                icon=":material/error:",
            )
    left, right = st.columns(2)
    with left:
        _table(_("Figures"), [_figure(row) for row in found["figures"]], "compare_figures")
    with right:
        _table(_("Usable rows of the sources"), [_source(row) for row in found["sources"]], "compare_sources")
    moved = [_township(row) for row in found["townships"] if row["is_swing"]]
    if moved:
        _table(_("Townships that move much"), moved, "compare_townships")
    _enterprises(found["enterprises"])


def _figure(row: dict[str, Any]) -> dict[str, str]:
    shown = percent if row["is_share"] else count
    return {
        _("Figure"): term("figure", row["figure"]),
        _("Now"): shown(row["before"]),
        _("Then"): shown(row["after"]),
        _("Change"): _change(row["before"], row["after"], row["is_share"]),
        _("Mind"): _("big change") if row["is_swing"] else "",
    }


def _change(before: float | None, after: float | None, is_share: bool) -> str:
    if before is None or after is None:
        return UNKNOWN
    moved = after - before
    if is_share:
        return _("{points:+.1f} points", points=100 * moved) if abs(moved) >= 0.0005 else "0"
    return f"{moved:+,.0f}" if moved else "0"


def _source(row: dict[str, Any]) -> dict[str, str]:
    return {
        _("Source"): term("source_kind", row["source_kind"]),
        _("Now"): count(row["rows_before"]),
        _("Then"): count(row["rows_after"]),
        _("As of"): day(row["as_of_after"]),
        _("Mind"): _("big change") if row["is_swing"] else "",
    }


def _township(row: dict[str, Any]) -> dict[str, str]:
    return {
        _("Township"): place(row["township_name"]),
        _("Larger, now"): count(row["larger_before"]),
        _("Larger, then"): count(row["larger_after"]),
        _("Coverage, now"): percent(row["rate_before"]),
        _("Coverage, then"): percent(row["rate_after"]),
    }


def _enterprises(rows: list[dict[str, Any]]) -> None:
    if not rows:
        st.markdown(_("No larger enterprise changes its state."))
        return
    st.markdown(_("**{number}** larger enterprises stand otherwise", number=count(rows[0]["total"])))
    columns = (
        Column("name", _("Enterprise"), width=220),
        Column("township_name", _("Township"), words=place, width=90),
        Column("change", _("Change"), terms="change", width=170),
        Column("status_before", _("Now"), terms="union_status", width=110),
        Column("status_after", _("Then"), terms="union_status", width=110),
    )
    tables.show(pa.Table.from_pylist(rows), columns, "compare_enterprises", 360)


def _table(title: str, rows: list[dict[str, str]], key: str) -> None:
    st.markdown(f"**{title}**")
    columns = tuple(Column(name, name, kind="figure" if at in (1, 2, 3) else "text") for at, name in enumerate(rows[0]))
    tables.show(pa.Table.from_pylist(rows), columns, key, 520)


def _publish(path: Path) -> None:
    settings = Settings()
    if attempt(lambda: switch.publish_waiting(settings.warehouse, path, settings.keep_builds)):
        run.forget()
        say(N_("Published: {build}. All pages show it now"), build=build_id_of(path))


def _bring_back(path: Path) -> None:
    settings = Settings()
    if attempt(lambda: switch.bring_back(settings.warehouse, path, settings.keep_builds)):
        say(
            N_("Brought back: {build}. The files lie where they were: the next computing reads them again"),
            build=build_id_of(path),
        )


def _drop(path: Path) -> None:
    if attempt(lambda: switch.drop_waiting(Settings().warehouse, path)):
        run.forget()
        say(N_("Dropped; the present figures stay"))


def _in_words(path: Path) -> str:
    """An earlier build as people know it: when it was computed, as of when, and the coverage that it showed."""
    seen = _glanced(str(path))
    computed = datetime.strptime((build_id_of(path) or "")[:16], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC).astimezone()
    return _(
        "computed {moment} · as of {day} · coverage {rate}",
        moment=f"{computed:%Y-%m-%d %H:%M}",
        day=day(seen["as_of"]),
        rate=percent(seen["rate"]),
    )


@st.cache_data(max_entries=8, show_spinner=False)
def _glanced(path: str) -> dict[str, Any]:
    return glance(Path(path))


def earlier() -> None:
    """Builds that were published before and can come back."""
    settings = Settings()
    paths = earlier_builds(settings.warehouse)
    if not paths:
        return
    with st.expander(_("Earlier builds: bring one back"), icon=":material/history:"):
        for path in paths:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(_in_words(path), width="content")
                st.button(_("Bring back"), key=f"back_{path.stem}", on_click=_bring_back, args=(path,))
