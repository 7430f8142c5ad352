"""The page 'What if': the sums are the score's own, nothing is applied, what is taken away a build takes."""

from pathlib import Path

import duckdb
import pytest
import yaml
from streamlit.testing.v1 import AppTest

from etl.score.proposal import BANDS
from etl.score.spec import DIMENSIONS, load_spec, project_spec
from ledger import open_ledger, proposals
from tests.pages.conftest import Open, picked, texts
from ui import proposals as kept
from ui import warehouse, what_if
from ui.what_if import Rules

pytestmark = pytest.mark.usefixtures("ledger_url")


@pytest.fixture
def build(shown: Path, monkeypatch: pytest.MonkeyPatch) -> warehouse.Build:
    monkeypatch.setenv("COVERAGE_WAREHOUSE", str(shown))
    return warehouse.published()


@pytest.fixture
def page(open_page: Open) -> AppTest:
    return picked(open_page("what_if"))


def changed(rules: Rules, weights: dict[str, float] | None = None, bands: dict[str, float] | None = None) -> Rules:
    return Rules(
        tuple((dict(rules.weights) | (weights or {})).items()), tuple((dict(rules.bands) | (bands or {})).items())
    )


def test_the_rules_in_use_give_every_union_the_score_and_band_that_it_has(
    build: warehouse.Build, demo_mart: duckdb.DuckDBPyConnection
) -> None:
    found = what_if.outcome(build, what_if.in_use(build)).to_pylist()
    scored = demo_mart.execute(
        'select union_id, risk_band, round(score_proven, 1) from mart."union" where risk_band is not null'
    ).fetchall()
    assert {row["union_id"]: (row["band_after"], row["score_after"]) for row in found} == {
        union_id: (band, score) for union_id, band, score in scored
    }


def test_other_weights_give_the_sums_that_pandas_gives(
    build: warehouse.Build, demo_mart: duckdb.DuckDBPyConnection
) -> None:
    weights = {name: (position * 7) % 5 + 0.5 for position, (name, _) in enumerate(what_if.in_use(build).weights)}
    rules = changed(what_if.in_use(build), weights, {"watch_from": 20.0, "suspected_from": 45.0})
    frame = demo_mart.execute("select * from mart.risk_indicator where outcome <> 'not_applicable'").df()
    frame["w"] = frame["indicator"].map(weights)
    frame["failed"] = frame["w"] * frame["evidence_weight"] * frame["share_failed"].fillna(0)
    frame["open"] = frame["w"] * (1 - frame["evidence_weight"])
    frame["known"] = frame["w"] * frame["evidence_weight"]
    sums = frame.groupby("union_id")[["w", "failed", "open", "known"]].sum()
    exempt = {
        row[0] for row in demo_mart.execute("select union_id from mart.\"union\" where risk_band = 'exempt'").fetchall()
    }

    def band(union_id: str, one: object) -> str:
        proven, worst, share = 100 * one.failed / one.w, 100 * (one.failed + one.open) / one.w, one.known / one.w
        if union_id in exempt:
            return "exempt"
        if round(share, 9) < 0.6 or (round(proven, 9) < 20 and round(worst, 9) >= 60):
            return "to_verify"
        return "normal" if round(proven, 9) < 20 else "watch" if round(proven, 9) < 45 else "suspected"

    expected = {one.Index: band(one.Index, one) for one in sums.itertuples()}
    found = what_if.outcome(build, rules).to_pylist()
    assert {row["union_id"]: row["band_after"] for row in found} == expected
    assert len(set(expected.values())) > 2


def test_a_lower_threshold_adds_suspected_unions_and_takes_none_away(build: warehouse.Build) -> None:
    found = what_if.outcome(build, changed(what_if.in_use(build), bands={"suspected_from": 45.0}))
    came, went = what_if.moves(found)
    before, after = what_if.numbers(found)["suspected"]
    assert came == after - before > 0
    assert went == 0


def test_a_slider_moves_the_heading_and_the_list_and_the_way_back_is_one_press(page: AppTest) -> None:
    assert "还是这" in page.title[0].value
    page.slider(key="what_bounds_0").set_value((30.0, 45.0)).run()
    assert "疑似空壳由" in page.title[0].value
    assert len(page.dataframe) == 1
    next(button for button in page.button if button.label == "恢复现行打分").click().run()
    assert "还是这" in page.title[0].value


def test_all_weights_at_nothing_is_said(page: AppTest) -> None:
    for slider in page.slider:
        if slider.key in [f"what_{name}_0" for name in DIMENSIONS]:
            slider.set_value(0.0)
    page.run()
    assert page.title[0].value == "权重全是 0，没法打分"


def test_a_proposal_is_kept_with_what_it_would_come_to_and_put_on_the_sliders_again(
    page: AppTest, ledger_url: str, build: warehouse.Build
) -> None:
    page.slider(key="what_work_0").set_value(40.0).run()
    page.text_input(key="proposal_0_name").set_value("重经费")
    page.button(key="proposal_keep").click().run()
    assert not page.exception
    [one] = proposals.proposed(open_ledger(ledger_url))
    assert (one.name, one.saved_by, one.build_id) == ("重经费", "复核员丙", build.id)
    assert sum(one.weights[name] for name in ("W1", "W2", "W3", "W4")) == pytest.approx(40)
    found = what_if.outcome(build, Rules(tuple(one.weights.items()), tuple(one.thresholds.items())))
    assert {band: tuple(pair) for band, pair in one.effect.items()} == what_if.numbers(found)
    page.slider(key="what_work_0").set_value(20.0).run()
    page.button(key="put_重经费").click().run()
    assert page.slider(key="what_work_1").value == 40.0
    page.button(key="withdraw_重经费").click().run()
    assert proposals.proposed(open_ledger(ledger_url)) == []


def test_a_proposal_without_a_name_is_not_kept(page: AppTest, ledger_url: str) -> None:
    page.button(key="proposal_keep").click().run()
    assert [error.value for error in page.error] == ["请给方案起个名字"]
    assert open_ledger(ledger_url).position() == 0


def test_who_has_no_name_can_try_and_keep_nothing(open_page: Open) -> None:
    opened = open_page("what_if")
    assert "proposal_keep" not in [button.key for button in opened.button]
    assert any("不选可以看" in text for text in texts(opened))


def test_what_is_taken_away_is_a_copy_of_the_spec_that_a_build_takes(build: warehouse.Build, tmp_path: Path) -> None:
    rules = changed(what_if.in_use(build), {"W1": 12.5}, {"suspected_from": 55.0})
    copy = tmp_path / "risk_score.yaml"
    copy.write_bytes(kept.content(build, rules, "重经费"))
    spec, own = load_spec(copy), project_spec()
    assert {one.id: one.weight for one in spec.indicators} == dict(rules.weights)
    assert {name: spec.score[name].value for name in BANDS} == dict(rules.bands)
    assert (spec.version, spec.patterns(), spec.red_lines) == (own.version + 1, own.patterns(), own.red_lines)
    assert set(yaml.safe_load(copy.read_text("utf-8"))) == set(own.model_dump())
