"""The parts of the load page: dropping files, what is understood of each, headers mapped by hand, the build's way."""

import re
from typing import Any

import streamlit as st

from etl.extract.spec import load_spec
from etl.text import _ as build_text
from ui import county_file, incoming, language, run, tables
from ui.attempt import attempt
from ui.text import UNKNOWN, _, count, listed, plain, said, term

FIRST_REJECTS = 5
# Streamlit's own words in the box are English and cannot be set: they give way to ours.
DROP_STYLE = """<style>
.st-key-drop section button p, .st-key-drop section > div span {{ font-size: 0 }}
.st-key-drop section button p::after {{ content: "{choose}"; font-size: 0.95rem }}
.st-key-drop section > div span::after {{ content: "{limit}"; font-size: 0.85rem }}
</style>"""
PROGRESS = re.compile(r"^\d\d:\d\d:\d\d ")


def drop() -> None:
    """Where files are dropped; each goes into the folder of sources at once."""
    generation = st.session_state.setdefault("dropped", 0)
    limit = st.get_option("server.maxUploadSize")
    with st.container(key="drop"):
        st.html(DROP_STYLE.format(choose=_("Choose files"), limit=_("Up to {limit} MB a file", limit=limit)))
        dropped = st.file_uploader(
            _("Drop the files here, many at once: tables as the offices send them, boundaries"),
            type=incoming.SUFFIXES,
            accept_multiple_files=True,
            key=f"drop_{generation}",
            help=_("CSV, Excel, Parquet, GeoJSON. Nothing is published by dropping"),
        )
    if dropped:
        attempt(lambda: [incoming.put(file.name, file) for file in dropped])
        st.session_state["dropped"] = generation + 1
        st.rerun()


def files(found: dict[str, Any]) -> None:
    """One block a file: what it was taken for, what became of its rows, what was not understood."""
    for number, entry in enumerate(found["files"]):
        with st.container(border=True, gap="xxsmall", key=f"file_{number}"):
            _head(entry, number)
            for kind in entry["kinds"] if not entry["problem"] else []:
                _counts(kind)
            if entry["problem"]:
                st.error(_in_parts(entry["problem"]))
            _date(entry, number)
            _columns(entry, number)


def is_understood(entry: dict[str, Any]) -> bool:
    """Whether a file is of a known kind and can be read."""
    return not entry["problem"] and any(kind["kind"] != "unrecognised" for kind in entry["kinds"])


def _in_parts(problem: dict[str, str]) -> str:
    """What is wrong, a line a part: problem, found, expected, next step."""
    lines = (_("{label}: {values}", label=label, values=plain(text)) for label, text in problem.items())
    return "  \n".join(lines)


def _head(entry: dict[str, Any], number: int) -> None:
    kinds = [kind["kind"] for kind in entry["kinds"]]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{plain(entry['file'])}**", width="content")
        for kind in kinds:
            st.badge(term("source_kind", kind), color="orange" if kind == "unrecognised" else "blue")
        st.space("stretch")
        st.button(
            _("Take out"),
            key=f"out_{number}",
            type="tertiary",
            icon=":material/remove_circle:",
            on_click=_take_out,
            args=(entry["file"],),
            help=_("The next build does without it; the file is kept aside"),
        )


def _take_out(file: str) -> None:
    attempt(lambda: incoming.take_out(file))


def _counts(kind: dict[str, Any]) -> None:
    if kind["kind"] == "unrecognised":
        if kind["problem"]:
            st.caption(plain(kind["problem"]))
        return
    parts = [_("as of {day}", day=kind["as_of"] or _("date unknown"))]
    if kind["rows_kept"] is None:
        parts.append(_("read {number}", number=count(kind["rows_read"])))
    else:
        fates = {name: count(kind[f"rows_{name}"]) for name in ("read", "kept", "rejected", "skipped")}
        parts.append(_("read {read}, kept {kept}, rejected {rejected}, skipped {skipped}", **fates))
    if kind["superseded_by"]:
        parts.append(_("replaced by {file}", file=plain(kind["superseded_by"])))
    if kind["replaces"]:
        parts.append(_("replaces {files}", files=plain(listed(kind["replaces"]))))
    st.caption(" · ".join(parts))
    if kind["problem"]:
        st.warning(plain(kind["problem"]), icon=":material/warning:")


def _date(entry: dict[str, Any], number: int) -> None:
    """Say by hand as of which day a file is, where it does not say so itself; remembered in county.toml."""
    undated = [k for k in entry["kinds"] if k["as_of"] is None and k["kind"] in load_spec().kinds and not k["problem"]]
    if not undated:
        return
    key = f"day_of_{number}"
    with st.form(f"date_{number}", border=False):
        left, right = st.columns(2, vertical_alignment="bottom")
        left.date_input(_("The file does not say as of which day it is"), value=None, format="YYYY-MM-DD", key=key)
        right.form_submit_button(_("Remember the day"), on_click=_remember_day, args=(entry["file"], key))


def _remember_day(file: str, key: str) -> None:
    if st.session_state[key]:
        attempt(lambda: county_file.remember_date(file, st.session_state[key]))


def _columns(entry: dict[str, Any], number: int) -> None:
    """Columns matched and not, the first rejects, and the way to map a header by hand."""
    unknown = [header for table in entry["tables"] for header in table["unknown"]]
    rejects = [reject for kind in entry["kinds"] for reject in kind["rejects"]]
    if not entry["tables"]:
        return
    label = _("Columns and rejects: {unknown} headers not understood", unknown=len(set(unknown)))
    for table in entry["tables"]:
        if table["problem"] and not entry["problem"]:
            st.warning(plain(said(table["problem"])), icon=":material/warning:")
    with st.expander(label if unknown else _("Columns and rejects"), key=f"columns_{number}"):
        if unknown:
            _mapping(entry, number)
        for reject in rejects[:FIRST_REJECTS]:
            _reject(reject)
        if len(entry["tables"]) > 1:
            st.caption(_("Sheets: {sheets}", sheets=plain(listed([table["sheet"] for table in entry["tables"]]))))
        _matched(entry["tables"][0])


def _matched(table: dict[str, Any]) -> None:
    if table["kind"]:
        st.caption(
            _("The header is row {row}; {number} columns", row=table["header_row"], number=len(table["matched"]))
        )
        columns = load_spec().kinds[table["kind"]].columns
        pairs = [(said(columns[column].zh), header, "") for column, header in table["matched"].items()]
        tables.facts(pairs)
    if table["dropped"]:
        st.caption(_("personal columns dropped: {headers}", headers=plain(listed(table["dropped"]))))


def _reject(reject: dict[str, Any]) -> None:
    where = _("row {row}", row=reject["row"])
    if reject["sheet"]:
        where = f"{reject['sheet']} {where}"
    value = reject["value"] if reject["value"] not in (None, "") else UNKNOWN
    st.markdown(
        _(
            "**{reason}**, {times} times; the first in {where}: {value}",
            reason=plain(said(reject["reason"])),
            times=count(reject["times"]),
            where=plain(where),
            value=plain(value),
        )
    )
    if reject["next_step"]:
        st.caption(plain(said(reject["next_step"])))


def _mapping(entry: dict[str, Any], number: int) -> None:
    """Say by hand which column a header is; it is written into county.toml and holds for every later file."""
    kinds = load_spec().kinds
    known = next((table["kind"] for table in entry["tables"] if table["kind"]), None)
    headers = sorted({header for table in entry["tables"] for header in table["unknown"]})
    taken = {column for table in entry["tables"] for column in table["matched"]}
    columns = [(kind, name) for kind in ([known] if known else kinds) for name in kinds[kind].columns]

    def label(column: tuple[str, str]) -> str:
        kind, name = column
        header = said(kinds[kind].columns[name].zh)
        return header if known else f"{term('source_kind', kind)} · {header}"

    with st.form(f"map_{number}", border=False):
        left, right = st.columns(2)
        header = left.selectbox(_("Header not understood"), headers)
        free = [column for column in columns if column[1] not in taken]
        chosen = right.selectbox(_("Is the column"), free, format_func=label, index=None, placeholder=_("Choose"))
        if st.form_submit_button(_("Remember it for this county")) and chosen:
            attempt(lambda: county_file.remember_header(chosen[0], header, chosen[1]))
            st.rerun()


def problems(found: dict[str, Any]) -> bool:
    """What would stop a build; True where something would."""
    if "failed" in found:
        st.error(plain(found["failed"]))
    for problem in found["problems"]:
        st.warning(_in_parts(problem))
    return bool("failed" in found or found["problems"] or any(entry["problem"] for entry in found["files"]))


def build_button(stopped: bool) -> None:
    """Compute anew; while a build goes on, its progress instead."""
    going = run.last()
    if going is not None and going.is_going:
        _progress()
        return
    st.button(
        _("Compute anew"),
        type="primary",
        icon=":material/calculate:",
        disabled=stopped,
        on_click=run.start,
        help=_("Nothing is published by it: the result is compared with the current figures first"),
    )
    if stopped:
        st.caption(_("First bring what is missing, and put right or take out what cannot be read"))
    if going is not None and going.process.returncode:
        told = [line for line in going.lines if not PROGRESS.match(line)]
        st.error(_("The build stopped; the current figures are as they were."), icon=":material/error:")
        st.text("\n".join(told))


@st.fragment(run_every=1.0)
def _progress() -> None:
    language.again()
    going = run.last()
    if going is None or not going.is_going:
        st.rerun()
    begun = sum(1 for line in going.lines if PROGRESS.match(line))
    st.progress(min(begun / len(run.STEPS), 1.0), text=build_text(run.STEPS[begun - 1]) if begun else _("Beginning"))
