"""The bench of linking: its counties are the same for a seed, as mixed as promised, and true."""

import numpy as np
import pandas as pd
import pytest

from benchmarks.linking.decidable import decidable
from benchmarks.linking.ledger import KINDS, Ledger, make_ledger
from benchmarks.linking.methods import Links, exact_names
from benchmarks.linking.names import Name, compact
from benchmarks.linking.registry import Registry, make_registry
from benchmarks.linking.scoring import candidates_per_true_one, pooled, recall, score, share_wrong
from benchmarks.linking.slips import SLIPS

ENTERPRISES, UNIONS = 4_000, 600


@pytest.fixture(scope="module")
def registry() -> Registry:
    return make_registry(7, ENTERPRISES)


@pytest.fixture(scope="module")
def ledger(registry: Registry) -> Ledger:
    return make_ledger(7, registry, UNIONS)


def test_the_same_seed_gives_the_same_county(registry: Registry, ledger: Ledger) -> None:
    again = make_registry(7, ENTERPRISES)
    pd.testing.assert_frame_equal(again.frame, registry.frame)
    pd.testing.assert_frame_equal(make_ledger(7, again, UNIONS).unions, ledger.unions)
    assert not make_registry(8, ENTERPRISES).frame["name"].equals(registry.frame["name"])


def test_names_and_codes_of_the_registry_are_different(registry: Registry) -> None:
    assert len(registry.frame) == ENTERPRISES
    assert registry.frame["name"].map(compact).is_unique
    assert registry.frame["credit_code"].is_unique


def test_kinds_come_in_their_shares_and_a_tenth_has_no_host(ledger: Ledger) -> None:
    assert sum(KINDS.values()) == pytest.approx(1)
    shares = ledger.truth["kind"].value_counts(normalize=True)
    assert shares.to_dict() == pytest.approx(KINDS, abs=0.003)
    absent = ledger.truth["enterprise_id"].isna()
    assert absent.mean() == pytest.approx(0.1, abs=0.01)
    assert ledger.truth.loc[absent, "near_copy_of"].notna().mean() == pytest.approx(0.5, abs=0.03)


def test_truth_names_an_enterprise_of_the_registry_unless_the_host_is_absent(
    registry: Registry, ledger: Ledger
) -> None:
    truth, known = ledger.truth, set(registry.frame["enterprise_id"])
    absent = truth["kind"].str.startswith("absent")
    assert truth.loc[~absent, "enterprise_id"].isin(known).all()
    assert truth.loc[absent, "enterprise_id"].isna().all()
    assert truth["near_copy_of"].dropna().isin(known).all()
    assert not truth.loc[absent, "decidable"].any()
    assert truth["union_id"].is_unique
    assert list(truth["union_id"]) == list(ledger.unions["union_id"])


def test_an_absent_hosts_name_and_code_are_nobodys(registry: Registry, ledger: Ledger) -> None:
    absent = ledger.unions[ledger.truth["enterprise_id"].isna()]
    codes = absent["host_code"][absent["host_code"] != ""]
    assert len(codes)
    assert not codes.isin(registry.frame["credit_code"]).any()
    assert exact_names(registry.frame, absent).counted.empty


def test_every_kind_of_slip_but_one_changes_the_name() -> None:
    rng = np.random.default_rng(1)
    name = Name("常山县", "云沐", "", "", "轴承", "有限公司", "")
    same = {kind for kind, slip in SLIPS.items() if all(slip(rng, name) in (None, name.full) for _ in range(20))}
    assert same == {"exact"}


def county(*names: Name, **columns: list[object]) -> Registry:
    size = len(names)
    frame = {
        "enterprise_id": [f"C-{row}" for row in range(size)],
        "name": [name.full for name in names],
        "credit_code": [f"{row}" * 18 for row in range(1, size + 1)],
        "township_name": ["辉埠镇"] * size,
        "legal_representative": [f"赵某{row}" for row in range(size)],
        "headcount": [100 * (row + 1) for row in range(size)],
        "former_names": [""] * size,
    }
    return Registry(pd.DataFrame(frame | columns), list(names), [])


A = Name("常山县", "云沐", "", "", "轴承", "有限公司", "")
TWIN = Name("常山县", "云沁", "", "", "轴承", "有限公司", "")
SLIPPED = "常山县云木轴承有限公司"
OTHER = Name("浙江", "宸川", "", "", "纺织", "有限公司", "")


@pytest.mark.parametrize(
    ("names", "union", "expected"),
    [
        pytest.param((A, OTHER), {"host_name": SLIPPED}, True, id="one slip from one alone"),
        pytest.param((A, TWIN), {"host_name": SLIPPED}, False, id="one slip from two"),
        pytest.param((A, TWIN), {"host_name": SLIPPED, "chair": "赵某0"}, True, id="two, one's owner"),
        pytest.param((A, TWIN), {"host_name": SLIPPED, "host_code": "1" * 18}, True, id="two, one's code"),
        pytest.param((A, OTHER), {"host_name": A.full, "host_code": "2" * 18}, False, id="its name, another's code"),
        pytest.param((A, OTHER), {"host_name": "老厂工会"}, False, id="a name that says nothing"),
        pytest.param(
            (A, OTHER), {"host_name": "赵某轴承厂", "chair": "赵某0", "employees": 95}, True, id="its owner, town, size"
        ),
    ],
)
def test_a_pair_is_decidable_where_the_records_tell_it(
    names: tuple[Name, ...], union: dict[str, object], expected: bool
) -> None:
    blank = {"union_name": "工会", "host_code": "", "chair": "", "township": "辉埠镇", "employees": pd.NA}
    unions = pd.DataFrame([blank | union])
    assert decidable(unions, county(*names), np.array([0])).tolist() == [expected]


def test_links_are_scored_against_the_truth() -> None:
    truth = pd.DataFrame(
        {
            "union_id": ["U-1", "U-2", "U-3", "U-4"],
            "enterprise_id": ["C-1", "C-2", "C-3", None],
            "kind": ["exact", "exact", "short_form", "absent_branch"],
            "decidable": [True, True, True, False],
            "near_copy_of": [None, None, None, "C-9"],
        }
    )
    counted = pd.DataFrame({"union_id": ["U-1", "U-4"], "enterprise_id": ["C-1", "C-9"]})
    candidates = pd.DataFrame({"union_id": ["U-3", "U-3"], "enterprise_id": ["C-3", "C-8"]})
    table = score(Links(counted, candidates), truth)
    both = pooled([table, table])
    assert share_wrong(table) == share_wrong(both) == 0.5
    assert table["near_copies_counted"].to_dict() == {"absent_branch": 1, "exact": 0, "short_form": 0}
    assert recall(table).dropna().to_dict() == {"exact": 0.5, "short_form": 1.0}
    assert candidates_per_true_one(both) == 2.0
    assert both.loc["exact", "unions"] == 4
