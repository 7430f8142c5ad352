"""What build and status tell about a build: the same figures, as text or as JSON."""

from typing import Any

import duckdb

from etl import sql
from etl.command import screen
from etl.command.labels import term
from etl.text import _

ROW_COUNTS = ("rows_read", "rows_kept", "rows_rejected", "rows_skipped")


def summary(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """A build's id, as-of, row counts, coverage, decisions, sources and rejects by reason, as plain values."""
    (build,) = sql.rows(connection, sql.read("command", "build"))
    (coverage,) = sql.rows(connection, sql.read("command", "coverage"))
    (decisions,) = sql.rows(connection, sql.read("command", "decisions"))
    sources = sql.rows(connection, sql.read("command", "sources"))
    totals = {name: sum(source[name] or 0 for source in sources) for name in ROW_COUNTS}
    rejects = sql.rows(connection, sql.read("command", "rejects"))
    told = {"coverage": coverage, "decisions": decisions, "sources": sources, "rejects": rejects}
    return {**build, "rows": totals, **told}


def show(found: dict[str, Any]) -> None:
    """Print a summary for people."""
    screen.say(
        _(
            "Build {build_id} · {area} · as of {as_of}",
            build_id=found["build_id"],
            area=found["area_name"],
            as_of=found["as_of"],
        )
        + (_(" · invented data") if found["is_demo"] else "")
    )
    _show_coverage(found["coverage"])
    if any(found["decisions"].values()):
        screen.say(
            _(
                "Decisions: {applied} applied, {resting} resting, {changed} to be confirmed again,"
                " {challenged} links challenged",
                **found["decisions"],
            )
        )
    screen.table(
        [_("Kind"), _("File"), _("As of"), _("Read"), _("Kept"), _("Rejected"), _("Skipped"), _("Remark")],
        [
            [
                term("source_kind", source["source_kind"]),
                source["file"],
                source["as_of"] or _("date unknown"),
                *(source[name] for name in ROW_COUNTS),
                source["problem"]
                or (_("superseded by {file}", file=source["superseded_by"]) if source["superseded_by"] else None),
            ]
            for source in found["sources"]
        ],
        title=_("Sources"),
    )
    if found["rejects"]:
        screen.table(
            [_("Kind"), _("Reason"), _("Scope of the reject"), _("Times"), _("First in"), _("Row")],
            [
                [
                    term("source_kind", row["source_kind"]),
                    row["reason"],
                    term("severity", row["severity"]),
                    row["rejects"],
                    " ".join(filter(None, [row["first_file"], row["first_sheet"]])),
                    row["first_row"],
                ]
                for row in found["rejects"]
            ],
            title=_("Rejected"),
        )


def _show_coverage(coverage: dict[str, Any]) -> None:
    screen.say(
        _(
            "Enterprises in scope {enterprises}, larger {larger}: own union {own}, joint {joint}, head office"
            " {headquarters}, uncertain {uncertain}, none {none}; size unknown {size_unknown}",
            **{name: f"{coverage[name] or 0:,}" for name in coverage if not name.startswith("rate")},
        )
    )
    screen.say(
        _(
            "Coverage of larger enterprises {rate} (between {low} and {high})",
            rate=screen.percent(coverage["rate"]),
            low=screen.percent(coverage["rate_low"]),
            high=screen.percent(coverage["rate_high"]),
        )
    )
