"""The data file as a workbook: a starting one, and either kind made of the other."""

from pathlib import Path
from typing import TYPE_CHECKING

from draftgen import load, phrasebank, store, workbook
from draftgen.core.finding import Finding, Level, RefusedOutput
from draftgen.core.workbook import LastSaid, cell_lines, field_lines
from draftgen.forms import catalogue, form
from draftgen.load import source
from draftgen.load.agency import KINDS, kind_of
from draftgen.load.canonical import canonical
from draftgen.load.names import FORM, PARTS
from draftgen.located import Located, Mapping, Node, Scalar
from draftgen.located.building import Tree, at
from draftgen.located.writing import to_yaml
from draftgen.phrasebank.bank import folders
from draftgen.workbench.shown import SHOWN

if TYPE_CHECKING:
    from draftgen.core.catalogue import Catalogue

YAML = (".yaml", ".yml")
BOOK = ".xlsx"
_NO_CASES = ("表四",)


def starting(text: str, kind: str, last: LastSaid = LastSaid()) -> bytes:  # noqa: B008 - it never changes
    """A workbook to start from, of the starting file's ``text`` and what last year's report said beside it."""
    root = source.parse(text, "").root
    assert isinstance(root, Mapping)
    return book(_fewer_blanks(canonical(root).root), kind, last)


def _fewer_blanks(root: Mapping) -> Mapping:
    """In a table of cases only the first cell of each group has to be filled in: most agencies have none at all."""
    pairs = tuple((key, _first_only(child) if key.text in _NO_CASES else child) for key, child in root)
    return Mapping(pairs, root.source)


def _first_only(node: Node) -> Node:
    if not isinstance(node, Mapping):
        return node
    if all(isinstance(child, Scalar) for _, child in node):
        return Mapping(node.pairs[:1], node.source)
    return Mapping(tuple((key, _first_only(child)) for key, child in node), node.source)


def book(root: Mapping, kind: str, last: LastSaid = LastSaid()) -> bytes:  # noqa: B008 - it never changes
    """The workbook of a tree in its one spelling."""
    every: Catalogue = catalogue()
    usual = SHOWN[kind].data
    shown = frozenset(line.label for line in field_lines(every.data) if line.field.path in usual)
    profiles = phrasebank.read(folders(None, ()))[0].profiles
    return workbook.write(workbook.Filling(root, kind, shown, tuple(profiles), tuple(PARTS), last), FORM)


def convert(given: Path, target: Path, *, force: bool = False) -> tuple[str, tuple[Finding, ...]]:
    """Writes the data file at ``given`` in the other form; what to say of it, and what was odd about it.

    Nothing may get lost on the way: what cannot be carried over is named, and nothing is written (RefusedOutput).
    """
    if target.suffix.lower() not in (*YAML, BOOK):
        raise RefusedOutput(
            f"“{target.name}”的扩展名不认识。写成 .yaml 或 .xlsx，例如：draftgen convert {given} data.yaml"
        )
    tree = load.tree(given)
    root = whole(tree)
    kind = kind_in(root)
    data = to_yaml(_zeros_on_one_line(root)).encode() if target.suffix.lower() in YAML else book(root, kind)
    kept = save(target, data, force=force)
    lines = [f"已写出 {target}，内容与 {given} 相同。", *(f"原来的文件另存为 {path}。" for path in kept)]
    if target.suffix.lower() in YAML and given.suffix.lower() in YAML:
        lines.append("说明（# 后面的文字）没有带过来。")
    return "\n".join(lines), tree.findings


def _zeros_on_one_line(root: Mapping) -> Mapping:
    """The tree with one 0 for a row, or a group, all of whose cells are 0."""
    every = Tree()
    for table in form(FORM).tables:
        for line in cell_lines(table):
            if not line.total:
                every.put(line.keys, Scalar("", root.source))
    tables = {key.text: child for key, child in every.mapping(root.source)}
    return Mapping(tuple((key, _shortened(child, tables.get(key.text))) for key, child in root), root.source)


def _shortened(node: Node, whole_: Node | None) -> Node:
    if not isinstance(node, Mapping) or not isinstance(whole_, Mapping):
        return node
    known = {key.text: child for key, child in whole_}
    return Mapping(tuple((key, _zero_or(child, known.get(key.text))) for key, child in node), node.source)


def _zero_or(node: Node, whole_: Node | None) -> Node:
    short = _shortened(node, whole_)
    if not isinstance(short, Mapping) or not isinstance(whole_, Mapping):
        return short
    texts = [child.text if isinstance(child, Scalar) else "" for _, child in short]
    complete = {key.text for key, _ in short} == {key.text for key, _ in whole_}
    return Scalar("0", node.source) if complete and set(texts) == {"0"} else short


def whole(tree: Located) -> Mapping:
    """The tree in its one spelling. Raises RefusedOutput, naming each place, if some of the file has no place in it."""
    faults = [
        f"  {finding.place}：{finding.message}{finding.advice}"
        for finding in tree.findings
        if finding.level is Level.ERROR
    ]
    if not isinstance(tree.root, Mapping):
        listed = "\n".join(faults) or "  文件里没有内容。"
        raise RefusedOutput(f"{tree.name} 读不出来，没有转换：\n{listed}")
    found = canonical(tree.root)
    faults += [f"  {tree.place(where)}：“{text}”放不进去。" for text, where in found.left_over]
    if faults:
        listed = "\n".join(faults[:50])
        raise RefusedOutput(
            f"{tree.name} 有 {len(faults)} 处读不懂，转换会丢内容，没有写文件：\n{listed}\n"
            f"先按提示改好（运行 draftgen write {tree.name} 可看到怎么改），再转换。"
        )
    return found.root


def kind_in(root: Mapping) -> str:
    """The kind of agency that a data file names, or that its name tells."""
    kind, name = at(root, "机关", "类别"), at(root, "机关", "名称")
    if isinstance(kind, Scalar) and kind.text in KINDS:
        return kind.text
    return kind_of(name.text) if isinstance(name, Scalar) else "部门"


def save(target: Path, data: bytes, *, force: bool) -> tuple[Path, ...]:
    """Writes a file that is not there yet; with ``force`` over one, of which a copy is kept and returned."""
    try:
        if target.exists() and not force:
            raise RefusedOutput(f"{target} 已经有了，没有覆盖。请换一个文件名；要覆盖，加 --force（会先留一份备份）。")
        kept = (store.keep(target),) if target.exists() else ()
        store.write_file(target, data)
    except OSError as error:
        raise RefusedOutput(f"{target} 写不进去。请检查文件夹是不是只读、磁盘有没有空间，或者换一个文件夹。") from error
    return kept
