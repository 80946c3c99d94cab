"""做过的事: a list of names, some with details."""

from draftgen.core.catalogue import Field, Kind
from draftgen.load.fields import NO, YES, FieldReader
from draftgen.load.names import plain
from draftgen.load.remarks import Remarks, describe, is_blank
from draftgen.located import Listing, Node, Scalar, entries, text_of


def read_ticks(fields: FieldReader, root: Field, node: Node, remarks: Remarks) -> None:
    """Ticks and their details into ``fields``."""
    known = {plain(name): child for child in root.children for name in child.names}
    _refuse_shapes(node, remarks)
    for key, detail in entries(node):
        name = key.text.strip()
        field = known.get(plain(name))
        if field is None:
            aliases = (alias for child in root.children for alias in child.aliases)
            remarks.unknown(key, (child.key for child in root.children), root.key, aliases)
            continue
        if field.path in fields.ticks:
            there = fields.ticks[field.path].spoken
            remarks.hint("given-twice", key.source, f"“{name}”写了两次（{there}已有）。", "只留一处。")
        elif text_of(detail).lower() not in NO:
            fields.ticks[field.path] = key.source
            _detail(fields, field, detail, remarks)


def _detail(fields: FieldReader, field: Field, detail: Node, remarks: Remarks) -> None:
    if is_blank(detail) or text_of(detail).lower() in YES:
        return
    if field.kind is Kind.GROUP:
        fields.group(field, detail)
    else:
        remarks.hint(
            "tick-detail",
            detail.source,
            f"“{field.key}”不用写明细，这里写的{_shown(detail)}没有用上。",
            "要写进报告的，放到“补充”里。",
        )


def _shown(node: Node) -> str:
    return f"“{text_of(node)}”" if isinstance(node, Scalar) else ""


def _refuse_shapes(node: Node, remarks: Remarks) -> None:
    if isinstance(node, Listing):
        for item in node.items:
            if isinstance(item, Listing):
                remarks.error("shape", item.source, "“做过的事”里不能再套一层列表。", "每件事一行，以“- ”开头。")
    elif isinstance(node, Scalar) and not is_blank(node):
        remarks.error(
            "shape",
            node.source,
            f"“做过的事”要用列表，这里是{describe(node)}。",
            "每件事一行，以“- ”开头，例如“- 保密审查”。",
        )
