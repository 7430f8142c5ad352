"""The model that says how likely two records belong together (model.yaml), for Splink."""

from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

FILE = Path(__file__).with_name("model.yaml")


class Level(BaseModel):
    """One outcome of a comparison: when it holds (SQL over the columns _l of the union's side and _r of the
    enterprise's; None for what is left), m and u (shares, 0–1), and the column whose frequency weighs in."""

    model_config = ConfigDict(extra="forbid")
    name: str
    when: str | None = None
    frequency: str | None = None
    m: float = Field(gt=0, lt=1)
    u: float = Field(gt=0, lt=1)


class Comparison(BaseModel):
    """What is compared: its levels from the closest, and when nothing can be said."""

    model_config = ConfigDict(extra="forbid")
    name: str
    missing: str | None = None
    levels: list[Level]


class Model(BaseModel):
    """The whole model. `belong_together` is the share of belonging pairs among those looked at; a pair is listed from
    `listed_from` on (probabilities); beside the best pair of a name stand those within `within_bits` of its weight,
    `at_most` so many in all. From `uncertain_from` on the best, and what is tied with it (`tied_within_bits`), make
    their enterprises 'uncertain'."""

    model_config = ConfigDict(extra="forbid")
    version: int
    trained_on: str
    belong_together: float = Field(gt=0, lt=1)
    listed_from: float = Field(gt=0, lt=1)
    uncertain_from: float = Field(gt=0, lt=1)
    within_bits: float = Field(ge=0)
    tied_within_bits: float = Field(ge=0)
    at_most: int = Field(ge=1)
    comparisons: list[Comparison]

    @property
    def frequencies(self) -> list[str]:
        """The columns whose frequency weighs in."""
        return sorted({level.frequency for c in self.comparisons for level in c.levels if level.frequency})

    @model_validator(mode="after")
    def _shares_sum_to_one(self) -> "Model":
        for comparison in self.comparisons:
            for share in ("m", "u"):
                total = sum(getattr(level, share) for level in comparison.levels)
                if abs(total - 1) > 0.01:
                    raise ValueError(f"{comparison.name}: {share} sums to {total:.3f}, not to 1")
        return self


def load_model(file: Path = FILE) -> Model:
    """model.yaml, checked: raises ValidationError where it is no model."""
    return Model.model_validate(yaml.safe_load(file.read_text("utf-8")))


def splink_settings(model: Model) -> dict[str, Any]:
    """The model as Splink's settings, with the weight of each comparison kept beside each pair."""
    return {
        "link_type": "link_only",
        "unique_id_column_name": "unique_id",
        "probability_two_random_records_match": model.belong_together,
        "retain_matching_columns": True,
        "retain_intermediate_calculation_columns": True,
        "blocking_rules_to_generate_predictions": [],
        "comparisons": [_comparison(comparison) for comparison in model.comparisons],
    }


def _comparison(comparison: Comparison) -> dict[str, Any]:
    levels: list[dict[str, Any]] = []
    if comparison.missing:
        levels.append({"sql_condition": comparison.missing, "label_for_charts": "missing", "is_null_level": True})
    for level in comparison.levels:
        entry = {
            "sql_condition": level.when or "ELSE",
            "label_for_charts": level.name,
            "m_probability": level.m,
            "u_probability": level.u,
        }
        if level.frequency:
            entry |= {"tf_adjustment_column": level.frequency, "tf_adjustment_weight": 1.0}
        levels.append(entry)
    return {"output_column_name": comparison.name, "comparison_levels": levels}
