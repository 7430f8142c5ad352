"""A county's copy of the spec with other weights and thresholds: what the page 'What if' gives to take away.

Nothing here is applied. A county that wants it names the file in county.toml ([risk_score] spec) and builds.
"""

from collections.abc import Mapping
from datetime import date

import yaml

from etl.score.spec import RiskSpec

BANDS = ("evidence_needed", "watch_from", "suspected_from", "worst_from")
"""The thresholds of section `score` that make the bands."""


def proposed(spec: RiskSpec, weights: Mapping[str, float], bands: Mapping[str, float], valid_from: date) -> RiskSpec:
    """The spec with other weights (indicator id → weight) and band thresholds, as its next version."""
    indicators = [one.model_copy(update={"weight": weights.get(one.id, one.weight)}) for one in spec.indicators]
    score = {
        name: one.model_copy(update={"value": bands[name]}) if name in bands else one
        for name, one in spec.score.items()
    }
    changed = {"version": spec.version + 1, "valid_from": valid_from, "indicators": indicators, "score": score}
    return spec.model_copy(update=changed)


def as_yaml(spec: RiskSpec, heading: str) -> str:
    """The spec as a file that load_spec takes; each line of the heading is a comment above it."""
    comment = "".join(f"# {line}\n" for line in heading.splitlines())
    return comment + yaml.safe_dump(spec.model_dump(mode="json"), allow_unicode=True, sort_keys=False, width=120)
