"""What a data file gave, as the checks across its parts need it: values, names and places by path."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from draftgen.core.catalogue import Catalogue, Field, Kind
from draftgen.core.form import Form, Header, Table
from draftgen.core.record import Source, Values
from draftgen.load.remarks import Remarks


class GivenYear(NamedTuple):
    """One year's values. ``heads`` are the places of the tables, for cells that no line of the file gives."""

    form: Form
    catalogue: Catalogue
    values: Values
    kind: str
    heads: dict[str, Source]
    remarks: Remarks

    def value(self, path: str) -> Decimal | None:
        given = self.values.figures.get(path)
        return None if given is None else given.value

    def before(self, path: str) -> Decimal | None:
        given = self.values.previous.get(path)
        return None if given is None else given.value

    def place(self, *paths: str) -> Source:
        """Where the first of ``paths`` that the file gives stands, else the first of the parts it adds up, else its table."""
        given = [self.values.figures[path] for path in paths if path in self.values.figures]
        # What the program filled in stands behind what was typed: of a sum the first part has a line, of a blank nothing.
        stands = [item.source for item in sorted(given, key=lambda item: item.filled) if item.source.line]
        return stands[0] if stands else self.heads.get(self._table_of(paths[0]), given[0].source if given else Source())

    def _table_of(self, path: str) -> str:
        return next((table.key for table in self.form.tables for cell in table.cells() if cell.path == path), "")


def names(form: Form, catalogue: Catalogue) -> dict[str, tuple[str, str]]:
    """Name and unit of every figure that is compared over the years, by path: of the tables, the totals."""
    found: dict[str, tuple[str, str]] = {}
    for table in form.tables:
        found.update(_cells(table))
    found.update(_fields(catalogue.data, ""))
    return found


def _cells(table: Table) -> Iterator[tuple[str, tuple[str, str]]]:
    for block in table.blocks:
        columns = [pair for column in block.columns for pair in _keys(column)]
        totals = any(leaf.total for leaf, _ in columns)
        for row in block.leaf_rows():
            for leaf, keys in columns:
                if leaf.total or not totals:
                    # A column that is alone (处理决定) or sums the others needs no name.
                    shown = keys[:-1] if leaf.total else keys if len(columns) > 1 else []
                    yield (
                        table.path(row.id, leaf.id),
                        ("·".join(filter(None, (table.key, row.key, *shown))), block.unit),
                    )


def _keys(head: Header) -> Iterator[tuple[Header, list[str]]]:
    """The leaves below a column head, each with the short names from the top; a head without one only groups."""
    own = [head.key] if head.key else []
    if not head.children:
        yield head, own
    for child in head.children:
        for leaf, keys in _keys(child):
            yield leaf, [*own, *keys]


def _fields(field: Field, group: str) -> Iterator[tuple[str, tuple[str, str]]]:
    for child in field.children:
        if child.kind in (Kind.COUNT, Kind.AMOUNT):
            yield child.path, (f"{group}·{child.name}" if group else child.name, child.unit)
        elif child.kind is Kind.GROUP:
            yield from _fields(child, child.key if child.owns_path else "")
