"""The findings of one loading run, and the few helpers that every part of the walk shares."""

from collections.abc import Iterable
from difflib import get_close_matches

from draftgen.core.finding import Finding, Level, Place
from draftgen.core.record import Source
from draftgen.located import Listing, Located, Mapping, Node, Scalar


class Remarks:
    """Collects findings; knows the file, so that each gets its line as excerpt."""

    def __init__(self, file: Located) -> None:
        self._file = file
        self.findings: list[Finding] = list(file.findings)

    def error(self, code: str, source: Source, message: str, advice: str = "") -> None:
        self._add(code, Level.ERROR, source, message, advice)

    def ask(self, code: str, source: Source, message: str, advice: str = "") -> None:
        self._add(code, Level.ASK, source, message, advice)

    def hint(self, code: str, source: Source, message: str, advice: str = "") -> None:
        self._add(code, Level.HINT, source, message, advice)

    def unknown(self, key: Scalar, known: Iterable[str], where: str) -> None:
        """An unknown name, with the nearest known one."""
        names = list(known)
        near = nearest(key.text, names)
        advice = f"是不是“{near}”？" if near else f"这里可以写：{'、'.join(names[:12])}{'……' if len(names) > 12 else ''}。"
        if "：" in key.text:
            advice = "名称后面要用半角冒号加一个空格，例如“条数: 313”。"
        self.error("unknown-key", key.source, f"“{where}”里没有“{key.text}”这一项。", advice)

    def _add(self, code: str, level: Level, source: Source, message: str, advice: str) -> None:
        place = self._file.place(source) if source.line else Place(source.file)
        self.findings.append(Finding(code, level, place, message, advice))


def nearest(word: str, names: Iterable[str]) -> str:
    """The known name most like ``word``, or "" if none is near."""
    pool = list(names)
    found = get_close_matches(word, pool, 1, 0.5)
    if found:
        return found[0]
    return next((name for name in pool if len(word) >= 2 and (word in name or name in word)), "")


def describe(node: Node) -> str:
    """What a node is, in words for a message."""
    if isinstance(node, Scalar):
        return "一个值"
    return "一个列表" if isinstance(node, Listing) else "一组下级项目"


def is_blank(node: Node) -> bool:
    """Whether a key stands without a value."""
    return isinstance(node, Scalar) and not node.text.strip() and not node.quoted


def pairs(node: Node) -> tuple[tuple[Scalar, Node], ...]:
    return node.pairs if isinstance(node, Mapping) else ()
