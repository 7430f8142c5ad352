"""What is true, by the file, sheet and row where it was written; Parquet, for tests and measurements alone."""

from pathlib import Path

import numpy as np
import pandas as pd

from etl.demo.addresses import township_names
from etl.demo.ledger import Listing
from etl.demo.streams import Texts
from etl.demo.unions import BASE_TYPES
from etl.demo.world import World


def write_truth(
    world: World, state: pd.DataFrame, registry: pd.DataFrame, listing: Listing, covered: pd.DataFrame, folder: Path
) -> dict[str, int]:
    """Write truth_enterprise, truth_link and truth_place; returns their row counts."""
    tables = {
        "truth_enterprise": _enterprises(world, state, registry, listing),
        "truth_link": _links(world, registry, listing, covered),
        "truth_place": _places(world, registry),
    }
    for name, table in tables.items():
        table.to_parquet(folder / f"{name}.parquet", index=False)
    return {name: len(table) for name, table in tables.items()}


def write_event_truth(
    world: World, listing: Listing, life: pd.DataFrame, events: pd.DataFrame, folder: Path
) -> dict[str, int]:
    """Write truth_union_life (how each base union lives) and truth_event (whose each row is); their row counts."""
    unions = world.unions.iloc[life["union"]].reset_index(drop=True)
    lives = life.assign(
        union_name=listing.name[life["union"]],
        union_code=unions["union_code"],
        township=township_names(unions["township"]),
    )
    lives = lives.assign(lived_from=lives["lived_from"].dt.date, lived_to=lives["lived_to"].dt.date)
    lives.to_parquet(folder / "truth_union_life.parquet", index=False)
    events.to_parquet(folder / "truth_event.parquet", index=False)
    return {"truth_union_life": len(lives), "truth_event": len(events)}


def _locator(registry: pd.DataFrame) -> pd.DataFrame:
    return registry[["file", "sheet", "row"]].reset_index(drop=True)


def union_state(world: World) -> pd.DataFrame:
    """True state of each entity on the as-of date: union_status (own, joint, headquarters, none), its unions, and since
    when the first of them covers it (organised_on; missing where none does, or its head office's)."""
    unions, coverage, firms = world.unions, world.coverage, world.enterprises
    own = unions[(unions["union_type"] == "own") & (unions["host"] >= 0) & (unions["status"] == "active")]
    open_end = coverage["covered_to"].isna() | (coverage["covered_to"] > pd.Timestamp(world.as_of))
    begun = coverage["covered_from"] <= pd.Timestamp(world.as_of)
    joint = coverage[open_end & begun]
    pairs = pd.concat(
        [
            own[["host", "union", "established_on"]]
            .rename(columns={"host": "entity", "established_on": "since"})
            .assign(status="own"),
            joint[["entity", "union", "covered_from"]].rename(columns={"covered_from": "since"}).assign(status="joint"),
        ]
    )
    organised = pairs.groupby("entity")["union"].agg(list)
    status = pairs.sort_values("status", ascending=False).groupby("entity")["status"].first()
    entity = firms["entity"]
    state = pd.DataFrame({"union_status": entity.map(status), "unions": entity.map(organised)})
    state["organised_on"] = entity.map(pairs.groupby("entity")["since"].min())
    head = firms["head"].to_numpy()
    through = (
        state["union_status"].isna() & (head >= 0) & (state["union_status"].to_numpy(object)[head] == "own")
    ).to_numpy()
    state.loc[through, "union_status"] = "headquarters"
    state.loc[through, "unions"] = state["unions"].to_numpy(object)[head[through]]
    return state.fillna({"union_status": "none"})


def _enterprises(world: World, state: pd.DataFrame, registry: pd.DataFrame, listing: Listing) -> pd.DataFrame:
    """One row per registry row; entity_id is the same where one enterprise stands on two rows."""
    entity = registry["entity"].to_numpy()
    firms, state = world.enterprises.iloc[entity].reset_index(drop=True), state.iloc[entity].reset_index(drop=True)
    head = firms["head"].to_numpy()
    return _locator(registry).assign(
        entity_id=entity,
        is_repeat=registry["is_repeat"].to_numpy(),
        credit_code=firms["credit_code"],
        name=firms["name"],
        name_written=registry["name"].to_numpy(),
        credit_code_written=registry["credit_code"].to_numpy(),
        former_name=firms["former_name"],
        entity_class=firms["entity_class"],
        registration_status=firms["status"],
        established_on=firms["established_on"].dt.date,
        industry_section=firms["section"],
        industry_division=firms["division"],
        headcount=firms["headcount"],
        is_above_scale=firms["above_scale"],
        township=township_names(firms["township"].to_numpy()),
        in_area=firms["in_area"],
        head_entity_id=pd.array(np.where(head >= 0, head, -1)),
        union_status=state["union_status"],
        organised_on=state["organised_on"].dt.date,
        union_names=_names_of(state["unions"], listing.name),
        line_dirt=registry["line_dirt"].to_numpy(),
        code_dirt=registry["code_dirt"].to_numpy(),
        name_dirt=registry["name_dirt"].to_numpy(),
        address_dirt=registry["address_dirt"].to_numpy(),
    )


def _names_of(unions: pd.Series, name: Texts) -> list[list[str]]:
    return [[name[index] for index in found] if isinstance(found, list) else [] for found in unions]


def _links(world: World, registry: pd.DataFrame, listing: Listing, covered: pd.DataFrame) -> pd.DataFrame:
    """One row per ledger row (relation host) and per row of the coverage list (relation covered).

    entity_id is null where the registry has no such employer: whatever is linked to such a row is wrong.
    findable_by_certain_rule: a certain rule can find it from what is written, and should.
    """
    rows = listing.frame
    unions = world.unions.iloc[rows["union"]].reset_index(drop=True)
    hosts = rows[["file", "sheet", "row", "variant", "name_dirt", "code_dirt"]].assign(
        relation="host",
        union_name=rows["name"],
        union_code=unions["union_code"],
        union_type=unions["union_type"],
        is_base_union=unions["union_type"].isin(BASE_TYPES),
        is_current=unions["status"] == "active",
        host_kind=unions["host_kind"],
        entity_id=unions["host"],
        host_name=unions["host_name"],
        host_code=unions["host_code"],
        findable_by_certain_rule=rows["findable"],
    )
    firms = world.enterprises.iloc[covered["entity"]].reset_index(drop=True)
    ended = (covered["covered_to"] <= pd.Timestamp(world.as_of)).to_numpy()
    covers = covered[["file", "row", "name_dirt", "code_dirt"]].assign(
        sheet="",
        variant="listed",
        relation="covered",
        union_name=listing.name[covered["union"]],
        union_code=world.unions["union_code"].to_numpy()[covered["union"]],
        union_type="joint",
        is_base_union=True,
        is_current=~ended,
        host_kind="enterprise",
        entity_id=covered["entity"],
        host_name=firms["name"].to_numpy(),
        host_code=firms["credit_code"].to_numpy(),
        findable_by_certain_rule=covered["findable"],
    )
    links = pd.concat([hosts, covers], ignore_index=True)
    links["entity_id"] = links["entity_id"].where(links["entity_id"] >= 0).astype("Int64")
    first = registry[~registry["is_repeat"]].set_index("entity")
    for column in ("file", "sheet", "row"):
        links[f"enterprise_{column}"] = links["entity_id"].map(first[column])
    return links


def _places(world: World, registry: pd.DataFrame) -> pd.DataFrame:
    """One row per registry row: where it is, how the address that counts names the place, whether it has a point."""
    entity = registry["entity"].to_numpy()
    firms = world.enterprises.iloc[entity].reset_index(drop=True)
    hamlet = world.villages.iloc[firms["village"]].reset_index(drop=True)
    form = registry["used_form"].reset_index(drop=True)
    shared = (form == "village") & hamlet["shared"]
    text_tells = form.isin(["current", "former", "stem", "village", "park_and_township"]) & ~shared
    return _locator(registry).assign(
        township=township_names(firms["township"].to_numpy()),
        in_area=firms["in_area"],
        form=form,
        village_is_shared=shared,
        address_tells_township=text_tells,
        has_point=(registry["crs"] != "").to_numpy(),
        lon=firms["lon"],
        lat=firms["lat"],
        park=firms["park"],
    )
