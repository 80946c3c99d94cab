"""What a Word file needs around its text to hold comments: the part, its tie, its content type, two styles."""

import posixpath
from collections.abc import Sequence

from lxml import etree

from draftgen.core.finding import UnreadableInput
from draftgen.core.office import R, W, relationships
from draftgen.ooxml.package import PARSER, parse, serialised

AUTHOR = "draftgen"
INITIALS = "dg"
_W = f"{{{W}}}"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_STYLES = (("annotation reference", "CommentReference", "character"), ("annotation text", "CommentText", "paragraph"))
_STYLE = (
    '<w:style xmlns:w="{w}" w:type="{kind}" w:styleId="{id}"><w:name w:val="{name}"/><w:uiPriority w:val="99"/>'
    '<w:semiHidden/><w:unhideWhenUsed/><w:rPr><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr></w:style>'
)


class Styles:
    """The ids of the styles of marks and of the text of comments; "" where the file has no styles at all."""

    def __init__(self, parts: dict[str, bytes], main: str) -> None:
        self.mark = self.text = ""
        name = next((tie.target for tie in relationships(parts, main) if tie.type.endswith("/styles")), "")
        if name not in parts:
            return
        root = parse(parts[name])
        ids = [_style_id(root, *style) for style in _STYLES]
        self.mark, self.text = (style for style, _ in ids)
        if any(added for _, added in ids):
            parts[name] = serialised(root)


def _style_id(root: etree._Element, name: str, wanted: str, kind: str) -> tuple[str, bool]:
    """The id of the style called ``name``, and whether it had to be added."""
    taken = set()
    for style in root.iter(f"{_W}style"):
        taken.add(style.get(f"{_W}styleId", ""))
        said = style.find(f"{_W}name")
        if said is not None and said.get(f"{_W}val", "").lower() == name:
            return str(style.get(f"{_W}styleId", "")), False
    number = 1
    while (chosen := wanted if number == 1 else f"{wanted}{number}") in taken:
        number += 1
    root.append(etree.fromstring(_STYLE.format(w=W, kind=kind, id=chosen, name=name), PARSER))
    return chosen, True


class Comments:
    """The comments of a file: those already there, and ours behind them."""

    def __init__(self, parts: dict[str, bytes], main: str, style: str) -> None:
        self._parts, self._main, self._style = parts, main, style
        tie = next((tie for tie in relationships(parts, main) if tie.type.endswith("/comments")), None)
        self._name = tie.target if tie is not None and tie.target in parts else ""
        self._root = parse(parts[self._name]) if self._name else etree.Element(f"{_W}comments", nsmap={"w": W})
        numbers = [comment.get(f"{_W}id", "") for comment in self._root.iter(f"{_W}comment")]
        self._last = max((int(number) for number in numbers if number.isdecimal()), default=-1)

    def add(self, lines: Sequence[str]) -> str:
        """A comment of one paragraph for each line; gives its number. There is no date: same input, same bytes."""
        self._last += 1
        number = str(self._last)
        comment = etree.SubElement(
            self._root,
            f"{_W}comment",
            {f"{_W}id": number, f"{_W}author": AUTHOR, f"{_W}initials": INITIALS},
        )
        for position, line in enumerate(lines):
            paragraph = etree.SubElement(comment, f"{_W}p")
            if self._style:
                properties = etree.SubElement(paragraph, f"{_W}pPr")
                etree.SubElement(properties, f"{_W}pStyle", {f"{_W}val": self._style})
            if position == 0:
                etree.SubElement(etree.SubElement(paragraph, f"{_W}r"), f"{_W}annotationRef")
            text = etree.SubElement(etree.SubElement(paragraph, f"{_W}r"), f"{_W}t")
            text.text = _printable(line)
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        return number

    def save(self) -> None:
        """Puts the comments into the parts, with all that leads to them."""
        if not self._name:
            self._name = self._new_name()
            self._tie()
            self._type()
        self._parts[self._name] = serialised(self._root)

    def _new_name(self) -> str:
        folder = posixpath.dirname(self._main)
        names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in range(1000))
        return next(name for name in names if name not in self._parts)

    def _tie(self) -> None:
        folder, base = posixpath.split(self._main)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        empty = f'<Relationships xmlns="{_RELATIONS}"/>'.encode()
        root = parse(self._parts.get(name, empty))
        taken = {tie.get("Id") for tie in root}
        number = next(n for n in range(1, len(taken) + 2) if f"rIdComments{n}" not in taken)
        attributes = {
            "Id": f"rIdComments{number}",
            "Type": f"{R}/comments",
            "Target": posixpath.relpath(self._name, folder or "."),
        }
        etree.SubElement(root, f"{{{_RELATIONS}}}Relationship", attributes)
        self._parts[name] = serialised(root)

    def _type(self) -> None:
        if "[Content_Types].xml" not in self._parts:
            raise UnreadableInput("这份文件缺少部件目录，Word 打不开它，加不了批注。请找一份能打开的，另存后再试。")
        root = parse(self._parts["[Content_Types].xml"])
        etree.SubElement(root, f"{{{_TYPES}}}Override", {"PartName": f"/{self._name}", "ContentType": _COMMENTS})
        self._parts["[Content_Types].xml"] = serialised(root)


def _printable(text: str) -> str:
    """A text without what XML cannot hold."""
    return "".join(
        char for char in text if char >= " " and not "\ud800" <= char <= "\udfff" and char not in "\ufffe\uffff"
    )
