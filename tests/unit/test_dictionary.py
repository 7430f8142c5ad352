"""The data dictionary and the templates are what the spec gives; what it says has its English."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from etl.command.app import app
from etl.command.dictionary import dictionary
from etl.command.templates import template_bytes, write_template
from etl.extract.recognise import recognise
from etl.extract.spec import load_spec
from tests.conftest import PROJECT

KINDS = load_spec().kinds


def test_the_dictionary_in_docs_is_what_the_spec_gives() -> None:
    assert (PROJECT / "docs" / "data-dictionary.zh.md").read_text("utf-8") == dictionary()


def test_the_command_writes_the_dictionary_and_no_workbook(tmp_path: Path) -> None:
    ran = CliRunner().invoke(app, ["templates", "--dictionary", str(tmp_path / "字典.md")])
    assert ran.exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["字典.md"]
    assert (tmp_path / "字典.md").read_text("utf-8") == dictionary()


@pytest.mark.parametrize("name", KINDS)
def test_a_filled_template_is_recognised_as_its_kind(tmp_path: Path, name: str) -> None:
    kind = KINDS[name]
    write_template(kind, tmp_path / "表.xlsx")
    sheet = CalamineWorkbook.from_path(str(tmp_path / "表.xlsx")).get_sheet_by_index(0)
    rows = [[str(cell) for cell in row] for row in sheet.to_python()]
    found = recognise([*rows, [column.example for column in kind.columns.values()]])
    assert (found.kind, found.lacking, found.rivals) == (name, (), ())
    assert list(found.columns) == list(kind.columns)


def test_a_template_for_download_is_a_workbook(tmp_path: Path) -> None:
    (tmp_path / "表.xlsx").write_bytes(template_bytes(KINDS["dues"]))
    assert CalamineWorkbook.from_path(str(tmp_path / "表.xlsx")).sheet_names[0] == "工会经费"


def test_every_word_of_the_spec_has_its_english_and_none_is_left_over() -> None:
    path = PROJECT / "locale" / "en" / "LC_MESSAGES" / "sources.po"
    with path.open("rb") as source:
        english = {message.id: message.string for message in read_po(source) if message.id}
    said = {text for kind in KINDS.values() for text in (kind.zh, kind.about)}
    said |= {text for kind in KINDS.values() for column in kind.columns.values() for text in (column.zh, column.about)}
    assert said ^ set(english) == set()
    assert [text for text, translated in english.items() if not translated] == []
