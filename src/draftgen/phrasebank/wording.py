"""A passage's text as jinja2 reads it, reduced to literals and slots.

jinja2 only parses; nothing of a bank is ever executed. What is not plain text, a name, a dotted name or a known filter
is refused, so a stranger's bank can neither run code nor loop (design 5, promise 7).
"""

from draftgen.core.passage import Slot, Wording

FILTERS = {
    "compared": "与上年的比较，自带逗号和单位",
    "attached": "写在 compared 后面：不要逗号，接着前面的词说",
    "including": "分类明细，自带“，其中”",
    "listed": "分类明细",
    "detailed": "办理结果及其原因",
    "joined": "各项用顿号隔开，最后一项前用“和”",
    "quoted": "各项加“”",
    "titled": "各项加《》",
    "counted": "有几项",
    "annotated": "名称（内容）",
    "assigned": "某单位负责某内容，一句一家",
}


class WordingError(ValueError):
    """A text that is not a valid wording. ``line`` counts from 1 within the text."""

    def __init__(self, message: str, line: int = 1) -> None:
        super().__init__(message)
        self.line = line


def parse(text: str) -> Wording:
    """The literals and slots of ``text``. Raises WordingError in Chinese for anything else."""
    from jinja2 import Environment, TemplateSyntaxError, nodes  # noqa: PLC0415 - only banks that changed need it

    try:
        template = Environment(autoescape=False).parse(text.strip())  # noqa: S701 - parsed, never rendered
    except TemplateSyntaxError as error:
        told = "花括号写得不对：左右各两个，里面只写一个项目名称，例如 {{ site.count }}。"
        raise WordingError(told, error.lineno) from error
    except RecursionError as error:
        raise WordingError("花括号套得太深。里面只写项目名称，例如 {{ site.count }}。") from error
    parts: list[str | Slot] = []
    for output in template.body:
        if not isinstance(output, nodes.Output):
            raise WordingError("这里只能写文字和 {{ 项目 }}，不能写判断或循环。条件请写在 when 里。", output.lineno)
        parts += [node.data if isinstance(node, nodes.TemplateData) else _slot(node) for node in output.nodes]
    return tuple(part.replace("\n", "") if isinstance(part, str) else part for part in parts)


def _slot(node: object) -> Slot:
    filters: list[str] = []
    line = getattr(node, "lineno", 1)
    while type(node).__name__ == "Filter":
        name = str(getattr(node, "name", ""))
        if name not in FILTERS:
            raise WordingError(f"没有“{name}”这种写法。可以用：{'、'.join(FILTERS)}。", line)
        if getattr(node, "args", None) or getattr(node, "kwargs", None):
            raise WordingError(f"“{name}”后面不能加括号。", line)
        filters.append(name)
        node = getattr(node, "node", None)
    return Slot(_path(node, line), tuple(reversed(filters)))


def _path(node: object, line: int) -> str:
    names: list[str] = []
    while type(node).__name__ == "Getattr":
        names.append(str(getattr(node, "attr", "")))
        node = getattr(node, "node", None)
    if type(node).__name__ != "Name":
        raise WordingError("花括号里只能写项目名称，例如 {{ site.count }}，不能写数字、引号或算式。", line)
    return ".".join((str(getattr(node, "name", "")), *reversed(names)))


def literal(wording: Wording, mask: str = "□") -> str:
    """The text with every slot masked."""
    return "".join(part if isinstance(part, str) else mask for part in wording)
