"""How alike the reports of different agencies are when their data are: `python benchmarks/variety.py`.

Superiors take points off where units hand in the same text (雷同). So the same data under other names must read
differently. Prints, for fixed names:

- bureaus: the wendeng example under two names with other figures, the share of sentences that both reports have, once
  figures, names and the clerk's own words are masked;
- townships without anything to tell, and cities with equal data: the 重复率 of every pair, as an inspector counts it.
"""

import re
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from draftgen import load, phrasebank, pipeline, repetition, resources
from draftgen.core.document import Document, Paragraph, Role, Span, SpanKind
from draftgen.core.passage import Bank
from draftgen.core.record import Record

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
PROSE = ("overview", "problems", "other")
SENTENCES_SHARED = 0.50
REPEATED = 0.75

COUNTIES = (
    "东平县", "青川县", "永丰县", "安和县", "石门县", "长乐县", "清江县", "新河县", "云阳县", "宁海县",
    "德化县", "广昌县", "平阴县", "泗水县", "临泉县", "大田县", "古田县", "南丰县", "西和县", "北川县",
    "桐柏县", "盐山县", "滨海县", "金湖县", "仙居县", "龙泉县", "浦江县", "松溪县", "将乐县", "上杭县",
    "武平县", "连城县", "永定县", "漳浦县", "诏安县", "云霄县", "华安县", "南靖县", "平和县", "东山县",
)  # fmt: skip
TOWNS = (
    "青石镇", "柳河镇", "白沙镇", "双桥镇", "三官镇", "红旗镇", "大泉镇", "马店镇", "古楼镇", "沙河镇",
    "杨柳镇", "桃园镇", "石桥镇", "黄岗镇", "新安镇", "龙山镇", "金沟镇", "凤台镇", "竹溪镇", "南塘镇",
)  # fmt: skip
CITIES = (
    "澜江市", "海州市", "安平市", "永宁市", "清源市", "江陵市", "云州市", "东昌市", "南湖市", "西宁河市",
    "北安市", "新泰市", "广德市", "石河市", "长清市", "金城市", "龙江市", "凤凰市", "高平市", "松原市",
)  # fmt: skip


# --- data ---


def example(name: str) -> dict[str, Any]:
    """An example's data file with every value as text, so that nothing is lost when it is written again."""
    loaded: dict[str, Any] = yaml.load((EXAMPLES / name / "data.yaml").read_bytes(), Loader=yaml.BaseLoader)  # noqa: S506
    return loaded


def bureaus(pair: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """The wendeng example for two other counties, every count multiplied by a number of its own."""
    one, other = COUNTIES[2 * pair : 2 * pair + 2]
    return _bureau(one, 2 + pair % 7), _bureau(other, 3 + pair % 5)


def _bureau(county: str, times: int) -> dict[str, Any]:
    return multiplied(example("wendeng-2021"), county, times)


def multiplied(data: dict[str, Any], county: str, times: int) -> dict[str, Any]:
    """The data of a bureau for another county, every count multiplied."""
    for part in ("表二", "表三", "表四", "数据"):
        data[part] = _multiplied(data[part], times)
    data["机关"] |= {"名称": f"{county}人力资源和社会保障局", "简称": f"{county}人社局", "地区": county}
    data["机关"]["网站"]["名称"] = f"{county}人民政府门户网站"
    return data


def _multiplied(node: Any, times: int) -> Any:
    if isinstance(node, dict):
        return {key: _multiplied(child, times) for key, child in node.items()}
    if isinstance(node, list):
        return [_multiplied(child, times) for child in node]
    return str(int(node) * times) if re.fullmatch(r"\d+", node) else node


def townships() -> list[dict[str, Any]]:
    """The qingshi example for twenty towns, without any figure but zeros."""
    data = example("qingshi-2025")
    data["数据"] = {"依申请公开": {"信息处理费": "0"}, "监督保障": {"投诉举报": "0", "责任追究": "0"}}
    return [named(data, f"澜江县{town}人民政府", f"澜江县{town}") for town in TOWNS]


def cities() -> list[dict[str, Any]]:
    """The lanjiang example for twenty cities, with the same figures."""
    data = example("lanjiang-2025")
    data["上年"] = {"表三": {"新收": "3037"}, "表四": {"行政复议": "130"}}
    return [named(data, f"{city}人民政府", city) for city in CITIES]


def named(data: dict[str, Any], name: str, region: str) -> dict[str, Any]:
    """A copy of a data file for another agency."""
    copied = deepcopy(data)
    copied["机关"] |= {"名称": name, "简称": name.replace("人民政府", "政府"), "地区": region}
    return copied


@cache
def bank() -> Bank:
    folder = phrasebank.Folder(resources.shipped("phrasebank"), "自带", shipped=True)
    return phrasebank.read([folder])[0]


def drafted(data: dict[str, Any]) -> tuple[Record, Document]:
    record, seen = load.parse(yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=10_000))
    assert record is not None, seen
    document = pipeline.draft(record, bank(), seen)[0].document
    assert document is not None
    return record, document


# --- sentences that two reports share ---


def prose(document: Document) -> Iterable[tuple[str, Paragraph]]:
    """The body paragraphs of sections one, five and six, each with its section."""
    for section in document.sections:
        if section.id in PROSE:
            yield from ((section.id, c) for c in section.contents if isinstance(c, Paragraph) and c.role is Role.BODY)


def masked(record: Record, document: Document) -> Counter[str]:
    """The sentences of a report with figures, names and the clerk's own words masked."""
    given = [label for parts in record.values.parts.values() for label, _ in parts.parts]
    found: Counter[str] = Counter()
    for _, paragraph in prose(document):
        text = "".join(_masked(span) for sentence in paragraph.sentences for span in sentence.spans)
        for word in sorted(given, key=len, reverse=True):
            text = text.replace(word, "□")
        text = re.sub("“[^”]*”", "“□”", re.sub("《[^》]*》", "《□》", text))
        parts = (re.sub("^[一二三四五六七八九十]是", "", part) for part in re.split("(?<=。)", text))
        found.update(part for part in parts if re.search("[\u4e00-\u9fff]", part))
    return found


def _masked(span: Span) -> str:
    return span.text if span.kind in (SpanKind.TEXT, SpanKind.MARK) else "□"


def shared(one: Counter[str], other: Counter[str]) -> float:
    """The share of sentences that stand in both."""
    return 2 * (one & other).total() / (one.total() + other.total())


def bureau_shares() -> tuple[list[float], Counter[str]]:
    """For each of twenty pairs the share of sentences in common; and which sentences those are."""
    shares: list[float] = []
    which: Counter[str] = Counter()
    for pair in range(len(COUNTIES) // 2):
        one, other = (masked(*drafted(data)) for data in bureaus(pair))
        shares.append(shared(one, other))
        which.update(one & other)
    return shares, which


# --- 重复率 ---


def tokens(document: Document, *, own: bool = True) -> tuple[str, ...]:
    """What an inspector compares: prose without headings, law names and, outside section five, sentences on nothing.

    ``own`` keeps the words that the clerk gave, equal where the data are.
    """
    kept = []
    for section, paragraph in prose(document):
        spans = (span for span in paragraph.spans if span.kind is not SpanKind.OWN or own)
        kept.append(repetition.counted("".join(span.text for span in spans), nothing=section == "problems"))
    return repetition.read(repetition.joined(kept)).tokens


def repetitions(files: Iterable[dict[str, Any]], *, own: bool = True) -> list[float]:
    """The 重复率 of every pair."""
    texts = [tokens(drafted(data)[1], own=own) for data in files]
    return [repetition.rate(one, other) for one, other in combinations(texts, 2)]


# --- printing ---


def main() -> None:
    shares, which = bureau_shares()
    _print_line("bureaus, same structure of data: sentences shared", shares, SENTENCES_SHARED)
    _histogram(shares)
    print("\nshared most often:")
    for text, count in which.most_common(12):
        print(f"  {count:3}  {text}")
    for label, files in (("townships, nothing to tell", townships), ("cities, equal data", cities)):
        print()
        _print_repetitions(label, files)


def _print_repetitions(label: str, files: Callable[[], list[dict[str, Any]]]) -> None:
    found = repetitions(files())
    sizes = [len(tokens(drafted(data)[1])) for data in files()]
    _print_line(f"{label}: 重复率 of {len(found)} pairs, {min(sizes)}–{max(sizes)} tokens each", found, REPEATED)
    _histogram(found)
    _print_line("  without the words that the clerk gave", repetitions(files(), own=False), REPEATED)


def _print_line(label: str, values: Sequence[float], target: float) -> None:
    print(f"{label}\n  median {statistics.median(values):.2f}   max {max(values):.2f}   target ≤ {target:.2f}")


def _histogram(values: Sequence[float]) -> None:
    bins = Counter(int(value * 20) for value in values)
    for step in range(min(bins), max(bins) + 1):
        print(f"  {step / 20:.2f}–{(step + 1) / 20:.2f}  {bins[step]:4}  {'█' * round(40 * bins[step] / len(values))}")


if __name__ == "__main__":
    main()
