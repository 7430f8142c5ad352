"""`python -m etl inspect`: what is understood of the source files, before anything is built."""

from etl.command import screen
from etl.command.build import AreaOption, SourcesOption
from etl.command.labels import term
from etl.command.options import JsonOption, settings
from etl.inspect import inspect as understood
from etl.text import _, language


def inspect(sources: SourcesOption = None, area: AreaOption = None, as_json: JsonOption = False) -> None:
    """Print, a line a file and kind, what was recognised; with --json everything that the load page shows."""
    chosen = settings(sources=sources, area=area)
    language.set(chosen.language)
    found = understood(chosen)
    if as_json:
        screen.say_json(found)
        return
    screen.table(
        [_("File"), _("Kind"), _("As of"), _("Read"), _("Kept"), _("Rejected"), _("Skipped"), _("Remark")],
        [
            [
                entry["file"],
                term("source_kind", kind["kind"]),
                kind["as_of"] or _("date unknown"),
                *(kind[name] for name in ("rows_read", "rows_kept", "rows_rejected", "rows_skipped")),
                kind["problem"] or kind["superseded_by"],
            ]
            for entry in found["files"]
            for kind in entry["kinds"]
        ],
    )
    for problem in found["problems"]:
        screen.complain("\n".join(_("{label}: {text}", label=label, text=text) for label, text in problem.items()))
