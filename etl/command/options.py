"""Options that several commands share. Where one is not given, the environment or the default of Settings holds."""

from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from etl.errors import InputError
from etl.settings import Settings
from etl.text import _

WarehouseOption = Annotated[Path | None, typer.Option("--warehouse", help=_("Folder of the builds"), metavar="DIR")]
JsonOption = Annotated[bool, typer.Option("--json", help=_("Print the summary as JSON"))]


def settings(**given: Path | None) -> Settings:
    """Settings from the environment, with what the command line gave on top; paths absolute.

    Raises InputError where an environment variable has no usable value.
    """
    try:
        read = Settings(**{name: path for name, path in given.items() if path is not None})
    except ValidationError as error:
        faults = "；".join(f"COVERAGE_{str(fault['loc'][0]).upper()}={fault['input']!r}" for fault in error.errors())
        raise InputError(_("A setting in the environment cannot be used"), found=faults) from None
    return read.model_copy(
        update={name: getattr(read, name).absolute() for name in ("sources", "warehouse", "area", "reviewed")}
    )
