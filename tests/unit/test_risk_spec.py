"""The spec of the risk score: the project's own holds, a county's copy is refused with every fault at once."""

from pathlib import Path
from typing import Any

import duckdb
import pytest
import yaml

from etl.errors import InputError
from etl.score.spec import INDICATORS, OWN, load_spec, project_spec, write_spec


def copy(folder: Path, change: Any) -> Path:
    content = yaml.safe_load(OWN.read_text("utf-8"))
    change(content)
    path = folder / "risk_score.yaml"
    path.write_text(yaml.safe_dump(content, allow_unicode=True), "utf-8")
    return path


def test_the_own_spec_has_21_indicators_and_the_weights_of_the_rules() -> None:
    spec = project_spec()
    assert tuple(one.id for one in spec.indicators) == INDICATORS
    weights: dict[str, float] = {}
    for one in spec.indicators:
        weights[one.dimension] = weights.get(one.dimension, 0) + one.weight
    assert weights == {"organisation": 25, "institution": 15, "work": 20, "activity": 20, "effect": 20}


def test_what_rests_on_other_provinces_rules_is_marked_as_our_own() -> None:
    spec = project_spec()
    assert spec.parameters()["o2_vacant_months"].mark == "P"
    assert spec.red_lines["chair_vacant"].mark == "P"


def test_every_fault_of_a_copy_is_told_at_once(tmp_path: Path) -> None:
    def spoil(content: dict[str, Any]) -> None:
        content["indicators"][0]["parameters"]["first_share"]["value"] = 1.4
        content["indicators"][0]["parameters"]["second_days"]["value"] = 100
        content["indicators"][1]["sources"] = {"union_ledger": ["chair_shoes"]}
        del content["indicators"][2]["parameters"]["audit_share"]
        content["indicators"].pop()
        content["grades"]["C"] = 0.0
        content["grades"]["D"] = 0.5

    with pytest.raises(InputError) as raised:
        load_spec(copy(tmp_path, spoil))
    found = raised.value.found
    for fault in ("O1.first_share", "O1.second_days", "chair_shoes", "o3_audit_share", "E5"):
        assert fault in found
    assert raised.value.exit_status == 2


@pytest.mark.parametrize(
    ("text", "told"), [("version: [", "risk_score.yaml"), ("version: 1", "indicators"), ("- 1", "risk_score.yaml")]
)
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "risk_score.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=told):
        load_spec(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="risk_score"):
        load_spec(tmp_path / "risk_score.yaml")


def test_both_versions_lie_side_by_side_and_the_countys_is_used(tmp_path: Path) -> None:
    def heavier(content: dict[str, Any]) -> None:
        content["version"] = 2
        content["indicators"][0]["weight"] = 20

    with duckdb.connect() as connection:
        write_spec(connection, copy(tmp_path, heavier))
        weights = connection.execute(
            "select spec, version, weight, is_used from score.spec_indicator where indicator = 'O1' order by spec"
        ).fetchall()
        used = connection.execute("select weight from score.indicator where indicator = 'O1'").fetchall()
    assert weights == [("county", 2, 20.0, True), ("project", 1, 8.0, False)]
    assert used == [(20.0,)]
