"""The Typer application, and the exit status of every way a command can end."""

import os
import tempfile
import traceback
from pathlib import Path

import typer
from typer.exceptions import TyperException

from etl.command import alerts, build, demo, doctor, explain, export, inspect, publish, screen, status, templates
from etl.errors import BuildError
from etl.machine import as_machine_error
from etl.settings import Settings
from etl.text import _

BUG = 70
INTERRUPTED = 130

app = typer.Typer(
    help=_("Union coverage of a county: reads its files, builds the tables that the pages show"),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("demo", help=_("Write the invented county's source files"))(demo.demo)
app.command("build", help=_("Read the sources, build, check and publish"))(build.build)
app.command("inspect", help=_("What is understood of the source files, without a build"))(inspect.inspect)
app.command("publish", help=_("Publish the build that waits (build --hold)"))(publish.publish)
app.command("discard", help=_("Remove the build that waits"))(publish.discard)
app.command("restore", help=_("Make an earlier build the current one again"))(publish.restore)
app.command("check", help=_("Run the checks on the current build again"))(status.check)
app.command("status", help=_("Current build, its sources, rows and rejects"))(status.status)
app.command("explain", help=_("Why an enterprise or a union stands as it does: rules, values, source rows"))(
    explain.explain
)
app.command("export", help=_("Write a table of the current build to a file"))(export.export)
app.command("alerts", help=_("What is to be looked at today; sends what is new, silences one"))(alerts.alerts)
app.command("doctor", help=_("Can this installation work, and what is to be done?"))(doctor.doctor)
app.command("templates", help=_("Write an empty workbook to fill in for each kind of source"))(templates.templates)


def main(arguments: list[str]) -> int:
    """Run one command; its exit status: 0, 1 check, 2 input, 3 another build, 4 machine, 70 bug, 130 interrupted."""
    try:
        ended = app(args=arguments, prog_name="python -m etl", standalone_mode=False) or 0
    except TyperException as error:
        return _misused(error)
    except BuildError as error:
        screen.complain(str(error))
        return error.exit_status
    except Exception as error:
        refused = as_machine_error(error, Settings().warehouse)
        if refused is not None:
            screen.complain(str(refused))
            return refused.exit_status
        screen.complain(_bug(error))
        return BUG
    if ended == INTERRUPTED:
        screen.complain(_("Interrupted. The current build is as it was"))
    return ended


def _misused(error: TyperException) -> int:
    if error.format_message():
        told = MISUSED.get(type(error).__name__, "The command cannot be run like this: {reason}")
        where = _at(error)
        screen.complain(_(told, reason=where or error.format_message()))
    screen.complain(_("Its arguments are listed by: {command}", command="python -m etl [build|export|…] --help"))
    return 2


# Typer tells its errors in English; what matters is which one, and of which argument.
MISUSED = {
    "NoSuchOption": "There is no such option: {reason}",
    "NoSuchCommand": "There is no such command: {reason}",
    "MissingParameter": "An argument is missing: {reason}",
    "BadParameter": "The value of an argument cannot be used: {reason}",
    "BadOptionUsage": "An option lacks its value: {reason}",
}


def _at(error: TyperException) -> str:
    """The argument meant and what was wrong about it, without Typer's sentence around them."""
    option = getattr(error, "option_name", None)
    parameter = getattr(error, "param", None)
    if option:
        return option
    if parameter is None:
        return ""
    name = parameter.opts[0] if parameter.opts[0].startswith("-") else (parameter.metavar or parameter.name.upper())
    return f"{name} {error.message.removeprefix('Value error, ')}".strip()


def _bug(error: Exception) -> str:
    """What to say of a bug; its traceback is in a file, for it may hold values of the sources."""
    notes = getattr(error, "__notes__", [])
    if notes:
        log = notes[0]
    else:
        descriptor, log = tempfile.mkstemp(prefix="etl-bug-", suffix=".log")
        with os.fdopen(descriptor, "w", encoding="utf-8") as written:
            written.write("".join(traceback.format_exception(error)))
    return _(
        "This is a fault of the program ({kind}). Details for whoever mends it: {log}. The current build is as it was",
        kind=type(error).__name__,
        log=str(Path(log)),
    )
