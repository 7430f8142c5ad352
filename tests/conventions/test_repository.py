"""The checkout: what a newcomer reads first, pinned versions with their reasons, nothing of one machine."""

import re
import tomllib

import pytest

from tests.conventions.sources import PROJECT, files, name_of, text_files

PIN = re.compile(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+")
REGISTRY = re.compile("--(extra-)?index[-]url|--find[-]links|--trusted[-]host|file:[/]{2}|pypi[.]org/simple")
SETTING_KEY = re.compile(r"^### `([a-z_.\[\]]+)`", re.MULTILINE)


def read(name: str) -> str:
    return (PROJECT / name).read_text("utf-8")


def requirements(name: str) -> list[str]:
    lines = (line.split("#")[0].strip() for line in read(name).splitlines())
    return [line for line in lines if line and not line.startswith("-")]


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_a_readme_begins_with_the_two_commands_and_a_screenshot(name: str) -> None:
    beginning = "\n".join(read(name).splitlines()[:25])
    assert "make run" in beginning
    assert "make test" in beginning
    picture = re.search(r"!\[[^\]]*\]\((docs/screenshots/[^)]+)\)", beginning)
    assert picture, "no screenshot"
    assert (PROJECT / picture[1]).is_file()


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_a_readme_gives_the_plain_commands_for_windows(name: str) -> None:
    for command in ("py -3.11 -m venv .venv", "pip install -r requirements.txt", "-m etl build", "-m streamlit run"):
        assert command in read(name), command


def test_links_between_documents_lead_somewhere() -> None:
    dead = [
        f"{name_of(page)} -> {target}"
        for page in files("*.md", "docs/*.md")
        for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8"))
        if not (page.parent / target).exists()
    ]
    assert dead == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_version_is_pinned_exactly(name: str) -> None:
    assert [line for line in requirements(name) if not PIN.fullmatch(line)] == []


@pytest.mark.parametrize("name", ["requirements", "requirements-dev"])
def test_what_is_asked_for_is_what_is_pinned(name: str) -> None:
    pinned = {line.split("==")[0].lower() for line in requirements(f"{name}.txt")}
    assert {line.lower() for line in requirements(f"{name}.in")} - pinned == set()


def test_every_dependency_has_a_reason_in_the_decisions() -> None:
    told = set(re.findall(r"^\| `([^`]+)` \|", read("docs/decisions.md"), re.MULTILINE))
    asked = {line for name in ("requirements.in", "requirements-dev.in") for line in requirements(name)}
    assert told == asked


def test_no_file_names_a_package_registry() -> None:
    assert [name_of(path) for path in text_files() if REGISTRY.search(path.read_text("utf-8"))] == []


def test_no_file_names_this_checkout() -> None:
    """A path of one machine works on no other."""
    here = str(PROJECT)
    assert [name_of(path) for path in text_files() if len(here) > 5 and f"{here}/" in path.read_text("utf-8")] == []


def test_every_key_of_county_toml_is_explained() -> None:
    from etl.settings import County

    documented = set(SETTING_KEY.findall(read("docs/county.md")))
    expected = {key for section, owner in County.model_fields.items() for key in _keys(section, owner.annotation)}
    assert documented == expected


def _keys(section: str, annotation: object) -> set[str]:
    """The keys of a section, or the section itself where its keys are names of the county's own."""
    model = getattr(annotation, "__args__", (annotation,))[0]
    fields = getattr(model, "model_fields", {})
    return {f"{section}.{field.alias or name}" for name, field in fields.items()} or {section}


def test_the_markers_of_tests_are_declared() -> None:
    declared = tomllib.loads(read("pyproject.toml"))["tool"]["pytest"]["ini_options"]["markers"]
    assert {marker.split(":")[0] for marker in declared} == {"real_data", "browser", "slow"}
