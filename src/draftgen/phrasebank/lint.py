"""What is wrong with the wording of a bank: text only. Examples are run by the workbench, through the real pipeline."""

import re
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from typing import TypeAlias

from draftgen import forms, numerals
from draftgen.core.catalogue import Kind
from draftgen.core.figure import NAMES
from draftgen.core.finding import Finding, Level, Place
from draftgen.core.passage import Bank, Passage, Theme
from draftgen.phrasebank.parsed import Parsed
from draftgen.phrasebank.wording import literal

Fault: TypeAlias = tuple[str, Level, str, str]
NEAR = 0.60
_NAMES = NAMES | {
    "done.reviews",
    "done.procedures",
    "done.directories",
    "innovation.action",
    "staff.total",
    "proposals.total",
    "total.once",
    "boards.total",
    "document_review.ended",
    "interpretation.forms",
    "requests.channels",
    "requests.applicants",
    "requests.outcomes",
    "requests.in_hand",
    "disputes",
    "lawsuits",
}
_IDIOMS = ("六个部分", "两类", "两者", "两项", "两方面", "一项", "一种", "一类", "一部分")
_CLAIMING = re.compile(r"已经?|完成|开展了|组织了|建立了?|成立|健全了|举办|召开|落实了|实现|严格执行|定期|全面")
_HALF = re.compile(r"(?<=[\u4e00-\u9fff])[,;:!?()](?=[\u4e00-\u9fff{])|[,;](?=[\u4e00-\u9fff])")


def lint(bank: Bank, only: Callable[[Passage], bool] = lambda _: True) -> tuple[Finding, ...]:
    """Every fault of the passages for which ``only`` holds, compared against the whole bank."""
    known = slot_paths()
    ids = {passage.id for theme in bank.themes for passage in theme.passages}
    found: list[Finding] = []
    for theme in bank.themes:
        for passage in theme.passages:
            if only(passage):
                for code, level, message, advice in _faults(passage, theme, bank, known, ids):
                    place = Place(passage.file, passage.line, 1, excerpt=passage.id)
                    found.append(Finding(code, level, place, message, advice))
        found += _near(theme, only)
    return tuple(found)


PARTS = ("intro", "lead", "publication", "requests", "management", "platform", "supervision")


def unusable(parsed: Parsed) -> list[Finding]:
    """What keeps the passages of an office's own file out of a report; such passages are taken out of ``parsed``."""
    found: list[Finding] = []
    for index, theme in enumerate(parsed.themes):
        kept = []
        for passage in theme.passages:
            faults = list(_figures(f"{passage.title}。{literal(passage.text)}"))
            part = passage.section.split(".")
            if part[0] == "overview" and part[-1] not in PARTS:
                faults.append(
                    (
                        "bank-part",
                        Level.ERROR,
                        f"总体情况没有“{part[-1]}”这一部分，这条语句不会被用到。",
                        f"文件名只能是：{'、'.join(PARTS)}。",
                    )
                )
            for code, level, message, advice in faults:
                place = Place(passage.file, passage.line, 1, excerpt=passage.id)
                found.append(Finding(code, level, place, message, advice))
            if not faults:
                kept.append(passage)
        parsed.themes[index] = theme._replace(passages=tuple(kept))
    return found


def slot_paths() -> frozenset[str]:
    """Every path a passage may name: catalogue, form, and what is derived from them."""
    paths = set(_NAMES)
    for field in forms.catalogue().fields():
        if field.kind in (Kind.COUNT, Kind.AMOUNT, Kind.PERCENT):
            paths |= {field.path, *(f"{field.path}.{end}" for end in ("prev", "diff", "growth", "times"))}
        else:
            paths |= {field.path, f"{field.path}.number"}
    form = forms.form("2021")
    for cell in form.cells():
        paths |= {cell.path, *(f"{cell.path}.{end}" for end in ("prev", "diff", "growth", "times"))}
    rows = (
        "new",
        "carried_in",
        "granted",
        "partial",
        "denied",
        "unable",
        "refused",
        "other",
        "total",
        "carried_out",
        "in_hand",
    )
    for row in rows:
        base = f"requests.{row}"
        paths |= {
            base,
            f"{base}.share",
            f"{base}.person",
            f"{base}.organisation",
            f"{base}.parts",
            f"{base}.prev",
            f"{base}.diff",
            f"{base}.growth",
        }
        paths |= {f"{base}.person.share", f"{base}.organisation.share"}
    for kind in ("reviews", "lawsuits", "direct", "after_review", "disputes"):
        paths |= {
            f"{kind}.{end}"
            for end in ("upheld", "corrected", "otherwise", "pending", "outcomes", "prev", "diff", "growth")
        }
    for channel in ("site", "wechat", "weibo", "video", "headlines"):
        for name in ("largest", "top_two", "dynamic"):
            paths |= {
                f"{channel}.{name}",
                f"{channel}.{name}.share",
                f"{channel}.{name}.label",
                f"{channel}.{name}.labels",
            }
    for total in ("staff.total", "proposals.total", "boards.total"):
        paths |= {f"{total}.prev", f"{total}.diff", f"{total}.growth"}
    return frozenset(paths)


def _faults(passage: Passage, theme: Theme, bank: Bank, known: frozenset[str], ids: set[str]) -> Iterator[Fault]:
    if not passage.text:
        yield "bank-text", Level.ERROR, f"{passage.id} 没有文字。", "写“text: |”，下一行起写句子。"
        return
    yield from _names(passage, known)
    yield from _writing(passage, theme)
    for word, why in bank.words.forbid.items():
        if word in literal(passage.text) or word in passage.title:
            yield "bank-forbidden", Level.ERROR, f"用了“{word}”：{why}", "请改写。"
    yield from _links(passage, theme, ids)
    yield from _covered(passage, theme, bank)
    claiming = _CLAIMING.search(literal(passage.text))
    supported = passage.claims or passage.needs or passage.when
    if passage.section.startswith("overview") and claiming and not supported:
        message = f"“{claiming.group()}”说本机关做了事，却没有写 claims。"
        yield "bank-claim", Level.ERROR, message, "写上依据，例如 claims: [done.secrecy_review]。"
    if not passage.example.get("says"):
        yield "bank-example", Level.ERROR, f"{passage.id} 没有例子。", "写 example: given 和 says；例子就是检验。"


def _names(passage: Passage, known: frozenset[str]) -> Iterator[Fault]:
    named = {slot.path for slot in passage.slots} | set(passage.claims)
    named |= {c.path for c in (*passage.when, *passage.evidence)} | {c.other for c in passage.when if c.other}
    for path in sorted(named - known):
        near = next(iter(get_close_matches(path, known, 1)), "")
        yield (
            "bank-slot",
            Level.ERROR,
            f"没有“{path}”这个项目。",
            f"是不是“{near}”？" if near else "用 draftgen fields 查项目。",
        )


def _writing(passage: Passage, theme: Theme) -> Iterator[Fault]:
    text = literal(passage.text)
    yield from _figures(f"{passage.title}。{text}")
    if theme.section != "problems.lead" and not text.endswith(("。", "：", "□")):
        yield "bank-stop", Level.ERROR, "句子没有写完：要以句号结尾。", "补上“。”。"
    if re.match(r"[一二三四五六七八九]是|（[一二三四五]）|首先|其次", text):
        yield "bank-order", Level.ERROR, "不要写“一是”“（一）”，序号由程序加。", "删去序号。"
    half = _HALF.search(text)
    if half:
        yield "bank-half-width", Level.ERROR, f"用了半角标点“{half.group()}”。", "换成全角标点。"
    if re.search(r"[\u4e00-\u9fff] +[\u4e00-\u9fff]", text):
        yield "bank-space", Level.ERROR, "汉字之间有空格。", "text 用“|”开头，句子写在一行里。"
    if re.search(r"20\d\d年|[\u4e00-\u9fff]{2,6}(?:省|市|县)(?:人民政府|[\u4e00-\u9fff]{2,6}局)", text):
        yield "bank-place", Level.ERROR, "写进了具体的年份或机关名。", "年份用 {{ year }}，机关用 {{ self }}。"


def _figures(text: str) -> Iterator[Fault]:
    typed = [
        n.text
        for n in numerals.scan(text)
        if (any(c.isdigit() for c in n.text) and n.kind.value not in ("document", "ordinal", "fixed", "phone"))
        or (n.kind is numerals.NumeralKind.COUNT and not text[n.start :].startswith(_IDIOMS))
    ]
    if typed:
        yield (
            "bank-figure",
            Level.ERROR,
            f"数字“{'、'.join(typed)}”是直接打上去的。",
            "数字只能来自数据，写成 {{ 项目 }}。",
        )


def _links(passage: Passage, theme: Theme, ids: set[str]) -> Iterator[Fault]:
    if theme.section == "problems" and not passage.remedies:
        yield "bank-remedy", Level.ERROR, "这个问题没有改进措施。", "写 remedies: [措施的 id]。"
    for remedy in passage.remedies:
        if remedy not in ids:
            near = next(iter(get_close_matches(remedy, ids, 1)), "")
            yield "bank-remedy", Level.ERROR, f"没有“{remedy}”这条措施。", f"是不是“{near}”？" if near else ""
    if theme.section in ("problems", "measures") and not passage.title:
        yield "bank-title", Level.ERROR, "缺 title：段首的短句。", "例如 title: 工作力量不够稳定。"


def _covered(passage: Passage, theme: Theme, bank: Bank) -> Iterator[Fault]:
    """``covers`` names statements of the same part of 总体情况; elsewhere nothing reads it."""
    if passage.covers and not theme.section.startswith("overview."):
        yield "bank-covers", Level.ERROR, "covers 只在总体情况里有用。", "删去 covers。"
        return
    known = [one.id.rpartition(".")[2] for one in bank.section(theme.section)]
    for name in passage.covers:
        if name not in known:
            near = next(iter(get_close_matches(name, known, 1)), "")
            advice = f"是不是“{near}”？" if near else f"可以写：{'、'.join(known)}。"
            yield "bank-covers", Level.ERROR, f"covers 里的“{name}”，这一部分没有这件事。", advice


def _near(theme: Theme, only: Callable[[Passage], bool]) -> Iterable[Finding]:
    """Passages that may be said of the same facts and say it in the same words: Jaccard of 3-grams, slots masked."""
    grams = [(p, _tells(p), _grams(f"{p.title}{literal(p.text)}")) for p in theme.passages]
    for index, (one, facts, left) in enumerate(grams):
        for other, others, right in grams[:index]:
            if facts == others and left and len(left & right) / len(left | right) >= NEAR and only(one):
                place = Place(one.file, one.line, 1, excerpt=one.id)
                yield Finding(
                    "bank-near", Level.HINT, place, f"{one.id} 与 {other.id} 几乎一样。", "换一种句式，或删去一条。"
                )


def _tells(passage: Passage) -> tuple[object, ...]:
    """What a passage needs: two that need the same may be said of the same facts."""
    return frozenset(passage.slots), frozenset(passage.when), frozenset(passage.claims), passage.kinds


def _grams(text: str) -> set[str]:
    return {text[i : i + 3] for i in range(len(text) - 2)}
