"""Takes the look of a report from a Word file that the user gives (``--template``)."""

import posixpath
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from xml.etree import ElementTree as ET

from draftgen.core.finding import UnreadableInput
from draftgen.core.office import R, Relationship, W, main_part, parse, relationships, unpack
from draftgen.render.ooxml import XML, escape
from draftgen.render.ooxml_look import BASE, GB_PAGE, STYLE_IDS, WORDML, Look, Page, Part, Tie, base_look

# What of a template's settings belongs to the look. The rest can lock the file, track changes, tie it to another
# file (mail merge, .dotm) or tell who has worked on it.
_SETTINGS = frozenset(
    (
        "mirrorMargins",
        "gutterAtTop",
        "evenAndOddHeaders",
        "defaultTabStop",
        "drawingGridHorizontalSpacing",
        "drawingGridVerticalSpacing",
        "displayHorizontalDrawingGridEvery",
        "displayVerticalDrawingGridEvery",
        "characterSpacingControl",
        "noLineBreaksAfter",
        "noLineBreaksBefore",
        "compat",
        "themeFontLang",
        "clrSchemeMapping",
        "decimalSymbol",
        "listSeparator",
    )
)
_TAKEN = ("styles", "numbering", "theme", "fontTable")
_REFERENCES = frozenset(("headerReference", "footerReference"))
_SECTION_DROPPED = _REFERENCES | {"printerSettings", "sectPrChange"}
_OURS = ("docProps/", "_rels/", "[Content_Types].xml", "word/document.xml", "word/_rels/document.xml.rels")
_CONTENT_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_STYLE = re.compile(r"<w:style .*?</w:style>", re.DOTALL)
_STYLE_TIE = re.compile(r'(<w:(?:basedOn|next) w:val=")(\w+)"')


def template_look(template: Path) -> Look:
    """The look of ``template``: styles, numbering, theme, fonts, headers, footers, page; its text is left aside.

    Styles are matched by name (“heading 1”, 年报正文…); those that the template lacks are added from the base package.

    Raises:
        UnreadableInput: The file is no .docx, is dangerous, or has no body.

    """
    try:
        return _Template(template).look()
    except RecursionError as error:
        raise UnreadableInput(f"模板“{template.name}”的内部嵌套太深，不像正常的文档。请另存为新的 .docx。") from error


class _Template:
    """A template being read."""

    def __init__(self, path: Path) -> None:
        self.name = path.name
        self.parts = unpack(path)
        self.main = main_part(self.parts)
        root = parse(self.parts, self.main)
        body = root.find(_w("body"))
        if body is None:
            raise UnreadableInput(
                f"模板“{self.name}”里没有正文，或者是“Strict Open XML”格式。请用 Word 或 WPS 打开，另存为普通的 .docx。"
            )
        self.body = body
        self.ties = {tie.id: tie for tie in relationships(self.parts, self.main)}
        self.types = _content_types(self.parts)
        self.taken: dict[str, Part] = {}

    def look(self) -> Look:
        found = {
            kind: tie.target
            for tie in self.ties.values()
            for kind in _TAKEN
            if tie.type.endswith(f"/{kind}") and tie.target in self.parts
        }
        for target in found.values():
            self._take(target)
        if "styles" in found:
            styles = self._add_styles(found["styles"])
        else:
            self._take_base("styles")
            found["styles"], styles = "word/styles.xml", STYLE_IDS
        for kind in ("theme", "fontTable"):
            if kind not in found:
                found[kind] = self._take_base(kind)
        settings, facing = self._settings()
        self.taken["word/settings.xml"] = settings
        ties = [Tie(f"rId{number}", kind, _relative(target)) for number, (kind, target) in enumerate(found.items(), 1)]
        ties.append(Tie(f"rId{len(ties) + 1}", "settings", "settings.xml"))
        references, more = self._references(len(ties))
        section = self._section()
        first = "<w:titlePg" in section
        parts = tuple(self.taken[name] for name in sorted(self.taken))
        return Look(parts, (*ties, *more), styles, references, section, self._page(), facing, first)

    def _take(self, name: str) -> None:
        """Takes a part and all that it refers to."""
        if name in self.taken:
            return
        if name not in self.parts or name == self.main or name.startswith(_OURS):
            raise UnreadableInput(
                f"模板“{self.name}”里的 {name} 缺失或者引用有误。请用 Word 或 WPS 打开，另存为新的 .docx。"
            )
        self.taken[name] = Part(name, self.parts[name], self.types(name))
        folder, base = posixpath.split(name)
        rels = posixpath.join(folder, "_rels", f"{base}.rels")
        if rels not in self.parts:
            return
        self.taken[rels] = Part(rels, self.parts[rels])
        for tie in relationships(self.parts, name):
            if not tie.external:
                self._take(tie.target)
            elif not tie.type.endswith("/hyperlink"):
                raise UnreadableInput(
                    f"模板“{self.name}”的页眉、页脚或样式引用了别处的文件（{tie.target}），打开报告时会去读取它。"
                    "请在模板里改为直接插入图片后再试。"
                )

    def _take_base(self, kind: str) -> str:
        part = next(part for part in base_look().parts if part.content_type.endswith(f".{kind}+xml"))
        self.taken[part.name] = part
        return part.name

    def _add_styles(self, name: str) -> Mapping[str, str]:
        """Adds to the template's styles those that it lacks; gives the ids of all by name."""
        ids: dict[str, str] = {}
        used: set[str] = set()
        for style in parse(self.parts, name).iter(_w("style")):
            label, style_id = style.find(_w("name")), style.get(_w("styleId"), "")
            used.add(style_id)
            if label is not None and style.get(_w("type")) == "paragraph":
                ids[label.get(_w("val"), "").lower()] = escape(style_id)
        ours = {STYLE_IDS[key]: ids.get(key.lower(), "") for key in STYLE_IDS}
        missing = [style_id for style_id, theirs in ours.items() if not theirs]
        for style_id in missing:
            free = style_id
            while free in used:
                free += "1"
            ours[style_id] = free
        added = "".join(_base_style(style_id, ours) for style_id in missing)
        self.taken[name] = Part(name, _append(self.parts[name], added, self.name), self.types(name))
        return {key: ours[style_id] for key, style_id in STYLE_IDS.items()}

    def _settings(self) -> tuple[Part, bool]:
        """The settings that belong to the look, and whether odd and even pages differ."""
        kept: list[ET.Element] = []
        for tie in self.ties.values():
            if tie.type.endswith("/settings") and tie.target in self.parts:
                kept = [item for item in parse(self.parts, tie.target) if _local(item) in _SETTINGS]
        facing = any(_local(item) == "evenAndOddHeaders" and _on(item) for item in kept)
        inner = "".join(_serialise(item) for item in kept)
        text = f'{XML}<w:settings xmlns:w="{W}">{inner}</w:settings>'
        return Part("word/settings.xml", text.encode(), f"{WORDML}.settings+xml"), facing

    def _references(self, taken: int) -> tuple[str, list[Tie]]:
        """The headers and footers in force in the last section; it inherits those of the sections before it."""
        targets: dict[tuple[str, str], Relationship] = {}
        for section in self.body.iter(_w("sectPr")):
            for item in section:
                tie = self.ties.get(item.get(f"{{{R}}}id", ""))
                kind = item.get(_w("type"), "default")
                if _local(item) in _REFERENCES and kind in ("default", "even", "first") and tie is not None:
                    targets[_local(item), kind] = tie
        references, ties = "", []
        for number, ((tag, kind), tie) in enumerate(sorted(targets.items()), taken + 1):
            self._take(tie.target)
            ties.append(Tie(f"rId{number}", tag.removesuffix("Reference"), _relative(tie.target)))
            references += f'<w:{tag} w:type="{kind}" r:id="rId{number}"/>'
        return references, ties

    def _last_section(self) -> ET.Element | None:
        return self.body.find(_w("sectPr"))

    def _section(self) -> str:
        last = self._last_section()
        if last is None:
            return base_look().section
        return "".join(_serialise(item) for item in last if _local(item) not in _SECTION_DROPPED)

    def _page(self) -> Page:
        """The paper, for the widths of tables; what the template does not say is taken from GB/T 9704."""
        last = self._last_section()
        size = None if last is None else last.find(_w("pgSz"))
        margins = None if last is None else last.find(_w("pgMar"))
        sides = (_length(margins, side) for side in ("top", "right", "bottom", "left"))
        # A negative margin is one that a high header may not push down.
        numbers = [abs(number) for number in (_length(size, "w"), _length(size, "h"), *sides) if number is not None]
        page = Page(*numbers) if len(numbers) == len(Page._fields) else GB_PAGE
        if page.text_width < 4000 or page.text_height < 4000:
            raise UnreadableInput(f"模板“{self.name}”的纸张除去页边距后太小，排不下表格。请改用 A4 纸。")
        return page


def _w(tag: str) -> str:
    return f"{{{W}}}{tag}"


def _local(element: ET.Element) -> str:
    return element.tag.removeprefix(f"{{{W}}}")


def _on(element: ET.Element) -> bool:
    return element.get(_w("val"), "1") not in ("0", "false", "off")


def _length(element: ET.Element | None, name: str) -> int | None:
    text = "" if element is None else element.get(_w(name), "")
    return int(float(text)) if re.fullmatch(r"-?[0-9]{1,6}(\.[0-9]{1,6})?", text) else None


def _relative(target: str) -> str:
    return posixpath.relpath(target, "word")


def _serialise(element: ET.Element) -> str:
    """``element`` with its WordprocessingML attributes and children; extensions of other makers are left out."""
    if not element.tag.startswith(f"{{{W}}}"):
        return ""
    attributes = "".join(
        f' w:{name.removeprefix(f"{{{W}}}")}="{escape(value)}"'
        for name, value in element.attrib.items()
        if name.startswith(f"{{{W}}}") and "rsid" not in name
    )
    inner = "".join(_serialise(child) for child in element)
    return f"<w:{_local(element)}{attributes}>{inner}</w:{_local(element)}>"


def _base_style(style_id: str, ids: Mapping[str, str]) -> str:
    """A style of the base package under the id it gets in the template."""
    text = next(
        style for style in _STYLE.findall((BASE / "styles.xml").read_text("utf-8")) if f'styleId="{style_id}"' in style
    )
    text = text.replace(f'styleId="{style_id}"', f'styleId="{ids[style_id]}"')
    text = _STYLE_TIE.sub(lambda tie: f'{tie[1]}{ids[tie[2]]}"', text)
    return text.replace("<w:style ", f'<w:style xmlns:w="{W}" ', 1)


def _append(part: bytes, styles: str, name: str) -> bytes:
    """Puts styles at the end of a styles part, whose other bytes stay as they are."""
    try:
        text = part.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableInput(
            f"模板“{name}”的样式部件不是 UTF-8 编码。请用 Word 或 WPS 打开，另存为新的 .docx。"
        ) from error
    ends = list(re.finditer(r"</(?:[\w.-]+:)?styles\s*>", text))
    if not ends:
        return (BASE / "styles.xml").read_bytes()
    return f"{text[: ends[-1].start()]}{styles}{text[ends[-1].start() :]}".encode()


def _content_types(parts: Mapping[str, bytes]) -> Callable[[str], str]:
    """Gives the content type of each part of a package by its name."""
    root = parse(parts, "[Content_Types].xml")
    types = {item.get("PartName", ""): item.get("ContentType", "") for item in root.iter(f"{_CONTENT_TYPES}Override")}
    defaults = {
        item.get("Extension", "").lower(): item.get("ContentType", "") for item in root.iter(f"{_CONTENT_TYPES}Default")
    }

    def content_type(name: str) -> str:
        extension = posixpath.splitext(name)[1].removeprefix(".").lower()
        return types.get(f"/{name}") or defaults.get(extension, "application/octet-stream")

    return content_type
