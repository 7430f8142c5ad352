"""Writes the invented county: the messy files that a build reads, and the truth where no stage reads."""

import json
import shutil
from datetime import date
from pathlib import Path

import pandas as pd

from etl.demo.above_scale import write_above_scale
from etl.demo.duplicates import write_duplicates
from etl.demo.event_files import write_events
from etl.demo.headcount import write_headcount
from etl.demo.host_writing import RegistryView
from etl.demo.joint_coverage import write_joint_coverage
from etl.demo.ledger import write_ledger
from etl.demo.places import write_places
from etl.demo.registry import write_registry
from etl.demo.truth import union_state, write_event_truth, write_truth
from etl.demo.unions import legal_and_active
from etl.demo.world import World, make_world
from etl.errors import InputError
from etl.text import _

MARKER = "演示数据.json"
AS_OF = date(2026, 9, 30)
IN_BULK_FROM = 20_000
"""From so many enterprises on all large files are UTF-8 CSV; below, the mix of formats that counties have."""


def write_demo(
    out: Path,
    truth: Path,
    seed: int = 1,
    enterprises: int = 12_000,
    as_of: date = AS_OF,
    unions: int | None = None,
    headcount_rows: int | None = None,
) -> dict[str, int | float]:
    """Write sources into `out` and the truth into `truth`, in place of an earlier demo's. Returns true counts.

    Deterministic: the same arguments give the same files. `unions` defaults to 75 and `headcount_rows` to 2,000 a
    thousand enterprises. Raises InputError when `out` holds other files, ValueError below 50 enterprises.
    """
    _make_room(out, truth)
    world = make_world(seed, enterprises, unions, as_of)
    return _write(world, out, truth, enterprises >= IN_BULK_FROM, headcount_rows)


def _write(world: World, out: Path, truth: Path, in_bulk: bool, headcount_rows: int | None) -> dict[str, int | float]:
    """All files of the world; the counts of what is true."""
    registry = write_registry(world, out, in_bulk)
    view = RegistryView(world, registry)
    listing = write_ledger(world, view, out, in_bulk)
    covered = write_joint_coverage(world, view, listing, out)
    listed = write_above_scale(world, out, in_bulk)
    told = write_headcount(world, out, in_bulk, headcount_rows)
    write_places(world, out)
    life, events = write_events(world, listing, out, in_bulk)
    marker = {"demo": True, "seed": world.seed, "enterprises": len(world.enterprises), "as_of": world.as_of.isoformat()}
    (out / MARKER).write_text(json.dumps(marker, ensure_ascii=False) + "\n", "utf-8")
    state = union_state(world)
    twice = write_duplicates(world, registry, listing, out)
    rows = write_truth(world, state, *twice.among(registry, listing), covered, truth)
    rows |= write_event_truth(world, listing, life, events, truth)
    twice.pairs.to_parquet(truth / "truth_duplicate.parquet", index=False)
    rows["truth_duplicate"] = len(twice.pairs)
    return (
        _summary(world, state["union_status"])
        | {
            "headcount_rows": told,
            "above_scale_rows": listed,
            "ledger_rows": len(listing.frame),
            "event_rows": len(events),
        }
        | rows
    )


def _make_room(out: Path, truth: Path) -> None:
    """Empty folders; only what an earlier demo wrote is removed."""
    if out.exists() and any(out.iterdir()) and not (out / MARKER).is_file():
        raise InputError(
            _("The folder for the invented county holds other files"),
            file=str(out),
            found=", ".join(sorted(path.name for path in out.iterdir())[:5]),
            expected=_("an empty folder, or one that an earlier demo wrote"),
            next_step=_("Name another folder with --out"),
        )
    if out.exists():
        shutil.rmtree(out)
    for path in truth.glob("truth_*.parquet"):
        path.unlink()
    out.mkdir(parents=True)
    truth.mkdir(parents=True, exist_ok=True)


def _summary(world: World, state: pd.Series) -> dict[str, int | float]:
    """True counts of the county: enterprises, unions, larger ones in scope and how many of them are organised."""
    firms = world.enterprises
    larger = legal_and_active(firms) & ((firms["headcount"] >= 25) | firms["above_scale"]).to_numpy()
    organised = int((state[larger] != "none").sum())
    return {
        "enterprises": len(firms),
        "unions": len(world.unions),
        "larger": int(larger.sum()),
        "larger_organised": organised,
        "coverage_rate": round(organised / max(int(larger.sum()), 1), 4),
    }
