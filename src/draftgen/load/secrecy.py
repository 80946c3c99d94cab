"""密级 marks: classified material does not belong on the machine that writes a public report (domain.md 6).

Only values are looked at, and only where the mark stands as a mark: alone, with its star, in brackets before a text, or
behind 密级. 保密审查, 商业秘密 and the row 国家秘密 are words of the report.
"""

import re

from draftgen.core.record import Source
from draftgen.load.remarks import Remarks
from draftgen.located import Listing, Node, Scalar

_LEVELS = ("绝密", "机密", "秘密")
_MARK = (
    r"(绝密|机密|秘密)\s*[★☆]"
    r"|密级\s*[:：]\s*(绝密|机密|秘密)"
    r"|^\s*[【\[（(]\s*(绝密|机密|秘密)(级|件)?\s*[】\])）]"
    r"|^\s*[【\[（(《]?\s*(绝密|机密|秘密)(级|件|文件|级文件|级材料)?\s*[】\])）》]?\s*$"
)


def has_mark(node: Node, remarks: Remarks) -> bool:
    """Whether a value under ``node`` bears a classification; each one is a finding."""
    if isinstance(node, Scalar):
        found = re.search(_MARK, node.text, re.MULTILINE) if any(level in node.text for level in _LEVELS) else None
        if found:
            remarks.error(
                "secret",
                _place(node, found.start()),
                "这里有密级标志。涉密材料不能用本程序处理，已停止，没有生成任何文件。",
                "先请保密人员确认；确实不涉密的，删去密级字样再运行。",
            )
        return found is not None
    children = node.items if isinstance(node, Listing) else tuple(child for _, child in node.pairs)
    marked = [has_mark(child, remarks) for child in children]
    return any(marked)


def _place(node: Scalar, position: int) -> Source:
    """The line of a text over several lines on which the mark stands; such a text starts on the line below its name."""
    if "\n" not in node.text or node.source.cell:
        return node.source
    before = node.text[:position].count("\n") + (node.text[position] == "\n")
    return Source(node.source.file, node.source.line + 1 + before, 1)
