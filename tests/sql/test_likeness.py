"""Candidates that the model finds, on literal rows: what is alike is listed and explained, ties are shown, what others
beat clearly makes nothing uncertain."""

import math
from pathlib import Path

import pytest
import yaml
from pydantic import ValidationError

from etl.link.model import FILE, load_model
from tests.sql.conftest import LiteralCounty, coded
from tests.sql.test_link import UNION, A, B, union

U = f"U-{UNION}"
OTHER = coded("91330822MA2DH0077")


def enterprise(code: str, name: str, township: str = "辉埠镇", **other: str) -> dict[str, str]:
    return {
        "name": name,
        "credit_code": code,
        "status": "存续",
        "registered_address": f"浙江省常山县{township}工业路1号",
        "business_address": f"浙江省常山县{township}工业路1号",
        "established_on": "2010-05-06",
    } | other


def linked(county: LiteralCounty, host: str, *enterprises: dict[str, str], **ledger: str) -> LiteralCounty:
    """The county with these enterprises and one union whose host is written so."""
    row = union(**({"union_code": UNION, "union_name": f"{host}工会", "host_name": host, "host_code": ""} | ledger))
    return county.run(enterprise_registry=list(enterprises), union_ledger=[row])


def candidates(county: LiteralCounty) -> dict[str, bool]:
    return dict(county.rows("select enterprise_id, is_uncertain from mart.link_candidate order by all"))


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("常山县金同源机械有限公司", "sounds_equal"),
        ("常山县金通原机械有限公司", "sounds_equal"),
        ("常山县金通机械有限公司", None),
        ("常山县金通源泰机械有限公司", None),
        ("金通源机械", "equal"),
    ],
)
def test_a_slip_a_sound_and_a_dropped_part_are_found_and_never_counted(
    literal_county: LiteralCounty, written: str, level: str | None
) -> None:
    county = linked(
        literal_county, written, enterprise(A, "常山县金通源机械有限公司"), enterprise(B, "常山县禾丰果蔬有限公司")
    )
    assert list(candidates(county)) == [f"C-{A}"]
    assert county.rows("select * from mart.enterprise_union") == []
    told = county.one("select level from mart.link_comparison where comparison = 'core'")
    assert told != "missing"
    assert level is None or told == level


def test_the_weights_of_the_comparisons_add_up_to_the_pair_s(literal_county: LiteralCounty) -> None:
    county = linked(literal_county, "常山县金同源机械有限公司", enterprise(A, "常山县金通源机械有限公司"))
    share = load_model().belong_together
    prior = math.log2(share / (1 - share))
    whole = county.one("select match_weight from link.likeness")
    assert whole == pytest.approx(prior + county.one("select sum(weight) from link.likeness_part"), abs=1e-6)
    probability = county.one("select match_probability from mart.link_candidate")
    assert probability == pytest.approx(1 / (1 + 2**-whole), abs=1e-6)


def test_a_tie_is_shown_and_not_broken(literal_county: LiteralCounty) -> None:
    county = linked(
        literal_county,
        "金通源机械",
        enterprise(A, "常山县金通源机械有限公司", "辉埠镇"),
        enterprise(B, "常山县金通源机械有限公司", "芳村镇"),
        township="",
    )
    assert candidates(county) == {f"C-{A}": True, f"C-{B}": True}


def test_what_another_enterprise_beats_clearly_makes_nothing_uncertain(literal_county: LiteralCounty) -> None:
    county = linked(
        literal_county,
        "常山县金通原机械有限公司",
        enterprise(A, "常山县金通源机械有限公司", "辉埠镇", legal_representative="占某弈"),
        enterprise(B, "常山县金甬原机械有限公司", "辉埠镇", legal_representative="华某清"),
        chair_name="占某弈",
    )
    assert candidates(county)[f"C-{A}"] is True
    assert candidates(county).get(f"C-{B}") in (None, False)


def test_another_valid_code_and_another_name_refute_a_pair(literal_county: LiteralCounty) -> None:
    county = linked(
        literal_county, "常山县金同源机械有限公司", enterprise(A, "常山县金通源机械有限公司"), host_code=OTHER
    )
    assert candidates(county) == {}


def test_where_every_union_has_its_host_nothing_is_compared(literal_county: LiteralCounty) -> None:
    county = linked(literal_county, "常山县金通源机械有限公司", enterprise(A, "常山县金通源机械有限公司"))
    assert county.rows("select * from link.likeness") == county.rows("select * from link.likeness_part") == []
    assert county.one("select link_rule from mart.enterprise_union") == "name"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda model: model["comparisons"][0]["levels"][0].update(m=0.0001), "not to 1"),
        (lambda model: model.update(listed_from=1.5), "listed_from"),
        (lambda model: model.pop("at_most"), "at_most"),
        (lambda model: model.update(names=["某某"]), "names"),
    ],
)
def test_a_model_that_is_none_is_refused_with_what_is_wrong(tmp_path: Path, change, said: str) -> None:
    model = yaml.safe_load(FILE.read_text("utf-8"))
    change(model)
    file = tmp_path / "model.yaml"
    file.write_text(yaml.safe_dump(model, allow_unicode=True), "utf-8")
    with pytest.raises(ValidationError, match=said):
        load_model(file)
