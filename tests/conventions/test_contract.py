"""The tables that analysts' scripts and outside checks read: names that stay, values that the contract allows."""

import json
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

# docs/contract.md in a form that a test can read. Columns may be added; none of these may go.
TABLES = {
    "enterprise": """enterprise_id credit_code name entity_class registration_status in_scope scope_reason
        established_on industry_section address township_name township_method zone_name lon lat headcount
        headcount_low headcount_high headcount_source size_class is_above_scale is_25plus is_100plus is_larger
        union_status union_id link_rule link_confidence is_challenged""",
    "union": """union_id union_code union_name union_type is_base_union host_enterprise_id host_sector township_name
        established_on members employees ladder_proven ladder_possible score_proven score_worst evidence_share
        risk_band red_lines risk_rank risk_reasons""",
    "union_again": "union_id row_again union_name term_start source_file source_sheet source_row",
    "enterprise_union": """enterprise_id union_id relation valid_from valid_to link_rule link_confidence decided_by
        is_challenged""",
    "link_candidate": "enterprise_id union_id match_probability evidence decision changes",
    "link_decision": """enterprise_id union_id decision actor_name actor_source decided_at reason by_two_people
        challenged challenged_by challenge_reason challenged_at standing changes enterprise_id_written
        union_id_written""",
    "identity_decision": """event_id subject old_id new_id decision origin actor_name actor_source decided_at reason
        standing kept_id is_merged changes old_name source_file source_sheet source_row""",
    "identity_proposal": "old_id old_name new_id new_name rule decisions",
    "duplicate": """kind first_id second_id rule rules decision first_name second_name first_person second_person
        same_person event_id actor_name actor_source decided_at reason changes""",
    "task": "kind union_id counted told lacking since",
    "township": """township_name enterprises larger larger_own larger_joint larger_headquarters larger_uncertain
        larger_none size_unknown rate_low rate rate_high workers workers_covered organised running_proven
        running_possible alive_proven alive_possible""",
    "zone": """zone_name enterprises larger larger_own larger_joint larger_headquarters larger_uncertain larger_none
        size_unknown rate_low rate rate_high workers workers_covered""",
    "coverage_month": """month township_name threshold enterprises own joint headquarters uncertain none workers
        workers_covered basis""",
    "coverage_change": """month opening_month township_name basis opening new_unions new_enterprises dissolved closed
        rematched rescoped closing""",
    "coverage_move": """month opening_month township_name enterprise_id enterprise_name direction change union_id
        basis""",
    "zero_list_change": """month opening_month enterprise_id enterprise_name township_name direction reason
        headcount_before headcount_after is_larger_before is_larger_after in_scope_before in_scope_after
        scope_reason_before scope_reason_after union_status_before union_status_after union_id_before union_id_after
        township_before township_after is_confirmed""",
    "target": "enterprise_id priority reasons",
    "reject": "source_kind file sheet row column_name value reason severity",
    "correction": """id action source_kind file sheet row column_name old new reason who decided_on enterprise_id
        union_id""",
    "source_status": "source_kind file sha256 as_of superseded_by rows_read rows_kept rows_rejected rows_skipped",
    "definition": "key numerator denominator caveat source",
    "risk_indicator": """union_id indicator dimension weight outcome share_failed evidence_grade evidence_weight points
        value legal_basis basis_mark""",
    "risk_evidence": "union_id indicator source_kind source_file sheet row grade value",
    "risk_signal": "signal signal_zh signal_en group_key union_ids unions source_rows lowers",
    "risk_red_line": "union_id red_line red_line_zh red_line_en evidence legal_basis basis_mark",
    "risk_month": """month township_name unions exempt to_verify normal watch suspected red_lined set_up_proven
        set_up_possible running_proven running_possible alive_proven alive_possible""",
    "risk_spec": """spec version valid_from is_used indicator dimension weight name_zh name_en basis mark sources
        finding_zh finding_en mend_zh mend_en parts""",
    "risk_threshold": "spec is_used owner name value unit mark about_zh about_en",
    "score_check": "doubt indicator other unions",
    "verdict": """event_id union_id union_id_written union_name township_name position is_last verdict visited_on note
        attachment_sha256 actor_name actor_source recorded_at build_id score_proven score_worst evidence_share risk_band
        drawn_in judged_band is_shell_found is_overturned""",
    "rectification_order": """event_id subject union_id number union_name township_name state indicators problem
        responsible due_on issued_by issued_source issued_at evidence mended_on attachment_sha256 reported_by
        reported_source reported_at checked_by checked_source checked_at check_note by_two_people""",
    "verdict_rate": "part name unions verified found shell mended not_a_shell wrong_data rate",
    "verdict_sample": "quarter position union_id union_name township_name risk_band",
    "stage": "stage position stall_days",
    "target_progress": """enterprise_id enterprise_id_written enterprise_name township_name headcount stage
        stage_position stage_since track track_since refusal visits last_visit_on assigned_to follow_up_on removal
        removal_is_open removed_on removal_by removal_source by_two_people sequence last_by last_at reached_set_up_on
        reached_running_on closed_by late_after next_visit_on closing_union_id covered_from closing_file closing_sheet
        closing_row""",
    "target_event": """event_id enterprise_id enterprise_id_written position kind state stage track happened_on
        document_number applications eligible attended votes attachment_sha256 refusal removal assigned_to follow_up_on
        note actor_name actor_source recorded_at build_id idempotency_key""",
    "plan_year": """township_name year enterprises_to_organise workers_to_cover event_id source_file source_sheet
        source_row entered_by entered_source entered_at""",
    "organised": """enterprise_id enterprise_name township_name is_larger workers shown_by union_id organised_on
        is_running""",
}

# What stands in a column is one of these, or null where nothing is known.
VALUES = {
    ("enterprise", "scope_reason"): """active status_unknown dissolved revoked moved_out dormant closed liquidating
        branch individual_business cooperative""",
    ("enterprise", "township_method"): """business_address registered_address former_name village point zone manual
        unresolved""",
    ("enterprise", "size_class"): "large medium small micro not_applicable",
    ("enterprise", "union_status"): "own joint headquarters uncertain none",
    ("enterprise", "link_rule"): "code name former_name coverage_list head_office decision",
    ("union", "union_type"): "own joint federation work_committee branch_union group preparatory other",
    ("union", "risk_band"): "exempt to_verify normal watch suspected",
    ("risk_indicator", "indicator"): "O1 O2 O3 O4 S1 S2 S3 S4 W1 W2 W3 W4 A1 A2 A3 A4 E1 E2 E3 E4 E5",
    ("risk_indicator", "dimension"): "organisation institution work activity effect",
    ("risk_indicator", "outcome"): "pass partial fail unknown not_applicable",
    ("risk_indicator", "evidence_grade"): "A B C D",
    ("verdict_rate", "part"): "county township band sample",
    ("risk_red_line", "red_line"): "zombie chair_vacant term_overdue no_meetings_no_dues",
    ("enterprise_union", "relation"): "host covered headquarters",
    ("link_candidate", "decision"): "open yes no cannot_tell",
    ("duplicate", "decision"): "open same different cannot_tell",
    ("duplicate", "rule"): """one_code_two_names former_name code_one_slip same_name_same_person
        same_name_same_address same_host same_name_two_townships same_name records_changed told""",
    ("coverage_month", "threshold"): "25plus 100plus above_scale larger",
    ("coverage_month", "basis"): "published reconstructed",
    ("stage", "stage"): """listed survey contact preparation application approval election confirmation registration
        operation""",
    ("target_progress", "closed_by"): "ledger removal out_of_scope size_unknown uncertain",
    ("organised", "shown_by"): "ledger progress",
    ("coverage_change", "basis"): "published reconstructed",
    ("coverage_move", "change"): "new_unions new_enterprises dissolved closed rematched rescoped",
    ("coverage_move", "direction"): "entered left",
    (
        "zero_list_change",
        "reason",
    ): """organised joined_joint closed left_files moved headcount_changed rescoped
        uncertain rematched other_township new_enterprise union_vanished""",
    ("reject", "severity"): "row cell",
    ("correction", "action"): "set drop_row",
}

# One row per these columns.
GRAIN = {
    "enterprise": "enterprise_id",
    "union": "union_id",
    "enterprise_union": "enterprise_id, union_id, relation",
    "township": "township_name",
    "zone": "zone_name",
    "coverage_month": "month, township_name, threshold",
    "coverage_change": "month, township_name",
    "target": "enterprise_id",
    "duplicate": "kind, least(first_id, second_id), greatest(first_id, second_id)",
    "task": "kind, union_id",
    "definition": "key",
    "correction": "id",
    "risk_indicator": "union_id, indicator",
    "risk_red_line": "union_id, red_line",
    "verdict": "event_id",
    "rectification_order": "subject",
    "verdict_rate": "part, name",
    "verdict_sample": "union_id",
    "risk_month": "month, township_name",
    "risk_spec": "spec, indicator",
    "risk_threshold": "spec, owner, name",
    "stage": "stage",
    "target_progress": "enterprise_id",
    "target_event": "event_id",
    "plan_year": "township_name, year",
    "organised": "enterprise_id",
}


@pytest.mark.parametrize("table", TABLES)
def test_a_table_of_the_contract_has_its_columns(demo_mart: duckdb.DuckDBPyConnection, table: str) -> None:
    described = demo_mart.execute(f'describe mart."{table}"').fetchall()
    assert set(TABLES[table].split()) - {column[0] for column in described} == set()


@pytest.mark.parametrize(("table", "column"), VALUES)
def test_a_column_holds_only_the_values_of_the_contract(
    demo_mart: duckdb.DuckDBPyConnection, table: str, column: str
) -> None:
    found = demo_mart.execute(f'select distinct "{column}" from mart."{table}" where "{column}" is not null').fetchall()
    assert {value for (value,) in found} - set(VALUES[table, column].split()) == set()


@pytest.mark.parametrize("table", GRAIN)
def test_a_table_has_one_row_per_its_grain(demo_mart: duckdb.DuckDBPyConnection, table: str) -> None:
    key = GRAIN[table]
    counted = demo_mart.execute(f'select {key}, count(*) from mart."{table}" group by {key} having count(*) > 1')
    assert counted.fetchall() == []


def test_the_published_file_holds_the_marts_alone(demo_mart: duckdb.DuckDBPyConnection) -> None:
    schemas = demo_mart.execute("select distinct schema_name from duckdb_tables() where not internal").fetchall()
    assert schemas == [("mart",)]


def test_what_is_published_is_named_in_current_and_the_lineage_is_private(demo_warehouse: Path) -> None:
    name = (demo_warehouse / "current").read_text("utf-8").strip()
    lineage = demo_warehouse / name.replace("warehouse_", "lineage_", 1)
    assert name.startswith("warehouse_")
    assert (demo_warehouse / name).is_file()
    assert lineage.stat().st_mode & 0o077 == 0
    assert list((demo_warehouse / "history").glob("*.parquet"))


def test_status_prints_one_summary_as_json(demo_warehouse: Path) -> None:
    command = [sys.executable, "-m", "etl", "status", "--warehouse", str(demo_warehouse), "--json"]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 0, ran.stderr
    assert isinstance(json.loads(ran.stdout), dict)
