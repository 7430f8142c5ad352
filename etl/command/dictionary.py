"""The data dictionary: what a county may bring, kind by kind and column by column, from the spec of the sources."""

from etl.extract.spec import Kind, load_spec
from etl.text import _


def need(kind: Kind, name: str) -> str:
    """In words: needed alone, one of a group, or ''."""
    for group in kind.needed_columns:
        if group == [name]:
            return _("yes")
        if name in group:
            return _("one of these: {columns}", columns="、".join(kind.columns[other].zh for other in group))
    return ""


def dictionary() -> str:
    """The dictionary as Markdown: a section a kind, a table row a column."""
    parts = [f"# {_('Data dictionary')}", _("Made from etl/extract/sources.yaml by: {command}", command=COMMAND)]
    return "\n\n".join([*parts, *(_section(name, kind) for name, kind in load_spec().kinds.items())]) + "\n"


COMMAND = "`python -m etl templates --dictionary docs/data-dictionary.zh.md`"


def _section(name: str, kind: Kind) -> str:
    titles = [
        _("Column"),
        _("English name"),
        _("Needed"),
        _("Meaning"),
        _("Example (invented)"),
        _("Also accepted as header"),
    ]
    rows = [
        [column.zh, f"`{key}`", need(kind, key), column.about, column.example, "、".join(column.synonyms)]
        for key, column in kind.columns.items()
    ]
    about = _("{about} (`{name}`).", about=kind.about, name=name)
    if kind.needed:
        about += _(" This kind is needed.")
    table = "\n".join(_line(cells) for cells in (titles, ["---"] * len(titles), *rows))
    return f"## {kind.zh}\n\n{about}\n\n{table}"


def _line(cells: list[str]) -> str:
    escaped = (cell.replace("|", "\\|").replace("*", "\\*") for cell in cells)
    return f"| {' | '.join(escaped)} |"
