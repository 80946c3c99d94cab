"""One YAML file of a bank → its themes, with a finding for every fault. Folder = section, file = theme."""

from collections.abc import Iterator, Mapping

from draftgen import numerals
from draftgen.core.finding import Finding, Level
from draftgen.core.passage import Condition, Domain, Passage, Theme, Wording, WordLists
from draftgen.core.record import Source
from draftgen.core.weights import NAMES as WEIGHTS
from draftgen.located import Listing, Located, Node, Scalar, text_of
from draftgen.located import Mapping as LocatedMapping
from draftgen.phrasebank import conditions, wording
from draftgen.phrasebank.parsed import Parsed

SECTIONS = ("overview", "problems", "improvements", "other", "domains")
KINDS = ("部门", "政府", "镇街")
_FIELDS = {
    "id",
    "text",
    "short",
    "title",
    "tone",
    "into",
    "when",
    "evidence",
    "claims",
    "kinds",
    "remedies",
    "covers",
    "each",
    "since",
    "until",
    "source",
    "taxonomy",
    "example",
}
_HEADS = {"label", "heading", "taxonomy", "hints", "statements", "problems", "remedies", "passages", "hide"}
_HEAVIEST = 100
_DOMAIN_HEADS = {"label", "names", "publishes", "interprets", "asked", "passages"}


class FileParser:
    """Reads one file; ``relative`` is its path inside the bank, such as ``overview/lead.yaml``."""

    def __init__(self, file: Located, relative: str, *, shipped: bool) -> None:
        self._file, self._relative, self._shipped = file, relative, shipped
        self.parsed = Parsed(findings=list(file.findings))
        parts = relative.removesuffix(".yaml").split("/")
        self._section, self._name = (parts[0], parts[-1]) if len(parts) == 2 else ("", parts[-1])

    def parse(self) -> Parsed:
        root = self._file.root
        if root is None:
            return self.parsed
        if not isinstance(root, LocatedMapping):
            self._error("bank-shape", root.source, "这不是语句库文件。", "照 phrasebank/README.md 的样子写。")
        elif self._relative == "words.yaml":
            self.parsed.words = _words(root)
        elif self._relative == "taxonomy.yaml":
            self.parsed.shares = {name: float(str(share)) for name, share in _plain_mapping(root).items()}
        elif self._relative == "weights.yaml":
            self._weights(root)
        elif self._relative.endswith("profiles.yaml"):
            self._profiles(root)
        elif self._section not in SECTIONS:
            self._error(
                "bank-folder",
                root.source,
                f"{self._relative} 不在规定的文件夹里。",
                f"放到 {'、'.join(SECTIONS)} 之一。",
            )
        elif self._section == "domains":
            self._domain(root)
        else:
            self._themes(root)
        return self.parsed

    def _error(self, code: str, source: Source, message: str, advice: str = "") -> None:
        self.parsed.findings.append(Finding(code, Level.ERROR, self._file.place(source), message, advice))

    def _themes(self, root: LocatedMapping) -> None:
        nodes = {key.text: child for key, child in root}
        for key, _ in root:
            if key.text not in _HEADS:
                self._error(
                    "bank-field", key.source, f"没有“{key.text}”这一项。", f"可以写：{'、'.join(sorted(_HEADS))}。"
                )
        self.parsed.hidden = _strings(nodes.get("hide"))
        base = f"{self._section}.{self._name}"
        if "statements" in nodes:
            for order, node in enumerate(_items(nodes["statements"])):
                self._statement(node, base, order)
        common = {
            "label": text_of(nodes.get("label")),
            "heading": text_of(nodes.get("heading")),
            "hints": _strings(nodes.get("hints")),
        }
        for part, section in (("problems", "problems"), ("remedies", "measures"), ("passages", self._section)):
            if part in nodes:
                taxonomy = (
                    _strings(nodes.get("taxonomy")) if part != "remedies" or self._section == "improvements" else ()
                )
                self._theme(nodes[part], base, section, {**common, "taxonomy": taxonomy})

    def _domain(self, root: LocatedMapping) -> None:
        """A field of government: its passages join statements that are there already, for agencies of that field."""
        nodes = {key.text: child for key, child in root}
        for key, _ in root:
            if key.text not in _DOMAIN_HEADS:
                self._error(
                    "bank-field",
                    key.source,
                    f"没有“{key.text}”这一项。",
                    f"可以写：{'、'.join(sorted(_DOMAIN_HEADS))}。",
                )
        names = _strings(nodes.get("names"))
        lists = (_strings(nodes.get(head)) for head in ("publishes", "interprets", "asked"))
        self.parsed.domains.append(Domain(f"domains.{self._name}", text_of(nodes.get("label")), names, *lists))
        joined: dict[str, list[Passage]] = {}
        for node in _items(nodes["passages"]) if "passages" in nodes else ():
            inner = {key.text: child for key, child in node} if isinstance(node, LocatedMapping) else {}
            theme = text_of(inner.get("into"))
            if theme.count(".") != 2 or not theme.startswith("overview."):
                self._error(
                    "bank-into",
                    node.source,
                    f"into“{theme}”不是总体情况的一条。",
                    "例如 into: overview.publication.focus。",
                )
                continue
            passage = self._passage(node, f"domains.{self._name}", theme.rpartition(".")[0])
            if passage is not None:
                joined.setdefault(theme, []).append(passage._replace(theme=theme, domains=names))
        for theme, passages in joined.items():
            self.parsed.themes.append(Theme(theme, theme.rpartition(".")[0], "", passages=tuple(passages)))

    def _statement(self, node: Node, base: str, order: int) -> None:
        inner = {key.text: child for key, child in node} if isinstance(node, LocatedMapping) else {}
        name = text_of(inner.get("id"))
        if not name:
            self._error("bank-id", node.source, "这一条 statement 没有 id。", "写“id: 名称”。")
            return
        heads = {
            "label": text_of(inner.get("label")),
            "taxonomy": _strings(inner.get("taxonomy")),
            "hints": _strings(inner.get("hints")),
            "fallback": text_of(inner.get("fallback")) == "true",
            "order": order,
        }
        if "passages" in inner:
            self._theme(inner["passages"], f"{base}.{name}", base, heads)

    def _theme(self, node: Node, theme: str, section: str, heads: Mapping[str, object]) -> None:
        passages = tuple(p for item in _items(node) if (p := self._passage(item, theme, section)) is not None)
        self.parsed.themes.append(Theme(theme, section, passages=passages, **heads))  # type: ignore[arg-type]

    def _passage(self, node: Node, theme: str, section: str) -> Passage | None:
        if not isinstance(node, LocatedMapping):
            self._error(
                "bank-shape", node.source, "每条语句要写成“id:”“text:”几行。", "照 phrasebank/README.md 的样子写。"
            )
            return None
        nodes = {key.text: child for key, child in node}
        for key, _ in node:
            if key.text not in _FIELDS:
                near = _nearest(key.text, _FIELDS)
                self._error(
                    "bank-field", key.source, f"语句里没有“{key.text}”这一项。", f"是不是“{near}”？" if near else ""
                )
        name = text_of(nodes.get("id"))
        if not name.startswith(f"{theme}."):
            source = nodes["id"].source if "id" in nodes else node.source
            self._error("bank-id", source, f"id“{name}”与文件不符。", f"这个文件里的 id 要以 {theme}. 开头。")
            return None
        text = self._wording(nodes.get("text"))
        return Passage(
            name,
            section,
            theme,
            text,
            self._wording(nodes.get("short")),
            claims=_strings(nodes.get("claims")),
            when=self._conditions(nodes.get("when")),
            kinds=self._kinds(nodes.get("kinds")),
            remedies=_strings(nodes.get("remedies")),
            covers=_strings(nodes.get("covers")),
            each=text_of(nodes.get("each")),
            title=text_of(nodes.get("title")),
            tone=text_of(nodes.get("tone")),
            evidence=self._conditions(nodes.get("evidence")),
            since=_year(nodes.get("since")),
            until=_year(nodes.get("until")),
            source=text_of(nodes.get("source")),
            taxonomy=_strings(nodes.get("taxonomy")),
            example=_plain_mapping(nodes.get("example")),
            file=self._file.name,
            line=node.source.line,
            shipped=self._shipped,
        )

    def _wording(self, node: Node | None) -> Wording:
        if not isinstance(node, Scalar):
            return ()
        try:
            return wording.parse(node.text)
        except wording.WordingError as error:
            above = 0 if "\n" in node.text else 1  # what stands on lines of its own begins below its key
            source = Source(node.source.file, node.source.line + error.line - above, 1)
            self._error(
                "bank-wording", source, str(error), "可用的项目见 draftgen fields，写法见 phrasebank/README.md。"
            )
            return ()

    def _conditions(self, node: Node | None) -> tuple[Condition, ...]:
        if node is None:
            return ()
        text = node.text if isinstance(node, Scalar) else "\n".join(_strings(node))
        found, unreadable = conditions.parse(text)
        for line in unreadable:
            self._error("bank-condition", node.source, f"条件看不懂：{line}", "一行一个比较，例如 requests.new > 0。")
        return found

    def _kinds(self, node: Node | None) -> tuple[str, ...]:
        kinds = _strings(node)
        for kind in kinds:
            if kind not in KINDS and node is not None:
                self._error("bank-kind", node.source, f"机关类别“{kind}”不认识。", f"只有：{'、'.join(KINDS)}。")
        return kinds

    def _weights(self, root: LocatedMapping) -> None:
        """Weights of suggestions, each a number under its name."""
        for key, node in root:
            name, text = key.text.strip(), text_of(node)
            value = numerals.parse(text.removeprefix("-"))
            if name not in WEIGHTS:
                near = _nearest(name, set(WEIGHTS))
                advice = f"是不是“{near}”？" if near else f"可以写：{'、'.join(WEIGHTS)}。"
                self._error("bank-weight", key.source, f"没有“{name}”这一项权重。", advice)
            elif value is None or value > _HEAVIEST:
                self._error(
                    "bank-weight",
                    key.source,
                    f"权重“{name}”后面要写一个数，不超过 {_HEAVIEST}。",
                    "例如“主题: 1.0”，要减分写“-0.2”。",
                )
            else:
                self.parsed.weights[name] = -float(value) if text.startswith("-") else float(value)

    def _profiles(self, root: LocatedMapping) -> None:
        for key, node in root:
            if key.text != "profiles":
                continue
            for item in _items(node):
                inner = {k.text: child for k, child in item} if isinstance(item, LocatedMapping) else {}
                self.parsed.profiles[text_of(inner.get("name"))] = _strings(inner.get("items"))


def _nearest(word: str, known: set[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only for a message

    return next(iter(get_close_matches(word, known, 1)), "")


def _items(node: Node) -> Iterator[Node]:
    yield from node.items if isinstance(node, Listing) else (node,)


def _strings(node: Node | None) -> tuple[str, ...]:
    if isinstance(node, Scalar):
        return (node.text.strip(),) if node.text.strip() else ()
    return tuple(text_of(item) for item in node.items if text_of(item)) if isinstance(node, Listing) else ()


def _year(node: Node | None) -> int:
    value = numerals.parse(text_of(node))
    return int(value) if value is not None else 0


def _plain_mapping(node: Node | None) -> dict[str, object]:
    plain = _plain(node)
    return plain if isinstance(plain, dict) else {}


def _plain(node: Node | None) -> object:
    """Nodes as plain values, for examples: text, lists and dicts; scalars stay text."""
    if isinstance(node, LocatedMapping):
        return {key.text: _plain(child) for key, child in node}
    if isinstance(node, Listing):
        return [_plain(item) for item in node.items]
    return node.text.strip() if isinstance(node, Scalar) else ""


def _words(root: LocatedMapping) -> WordLists:
    nodes = {key.text: child for key, child in root}
    pairs = {name: _plain_mapping(nodes.get(name)) for name in ("prefer", "forbid")}
    ageing = tuple(
        (text_of(inner.get("word")), _year(inner.get("since")), _year(inner.get("until")), text_of(inner.get("note")))
        for item in (_items(nodes["ageing"]) if "ageing" in nodes else ())
        if isinstance(item, LocatedMapping)
        for inner in [{key.text: child for key, child in item}]
    )
    spoken = tuple(
        (pair[0], pair[1])
        for item in (_items(nodes["spoken"]) if "spoken" in nodes else ())
        if len(pair := _strings(item)) == 2
    )
    return WordLists(
        {k: str(v) for k, v in pairs["prefer"].items()}, {k: str(v) for k, v in pairs["forbid"].items()}, ageing, spoken
    )
