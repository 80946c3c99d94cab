"""The bank as it is stored: nothing that writing needs gets lost, and a damaged file is named."""

import json
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

from draftgen import phrasebank, resources
from draftgen.core.finding import ProgramFault
from draftgen.core.passage import Condition, Passage, Slot, Theme
from draftgen.forms.stored import compile_tables, parsed, sources, table
from draftgen.phrasebank import compiled
from draftgen.phrasebank.parsed import Parsed

BARE = Passage("overview.lead.a.bare", "overview.lead", "overview.lead.a", ("只有文字。",))
SLOTS = BARE._replace(id="overview.lead.a.slots", text=(Slot("year"), "年", Slot("site.count", ("compared",)), "。"))
LATE = BARE._replace(id="overview.lead.a.late", until=2024)
FULL = Passage(
    "overview.lead.a.full",
    "overview.lead",
    "overview.lead.a",
    ("全年", Slot("site.count"), "条。"),
    short=("共", Slot("site.count"), "条。"),
    claims=("done.training",),
    when=(Condition("site.count", operator=">", number=Decimal("1.5")), Condition("wechat.count", negated=True)),
    kinds=("部门",),
    domains=("人社",),
    remedies=("improvements.own.a",),
    covers=("b",),
    each="channels",
    title="工作力量不足",
    tone="mild",
    evidence=(Condition("a", operator="==", other="b"),),
    since=2021,
    until=2025,
    taxonomy=("p_parttime",),
)


@pytest.mark.parametrize("passage", [BARE, SLOTS, LATE, FULL], ids=lambda passage: passage.id)
def test_what_is_stored_is_what_was_read(passage: Passage) -> None:
    theme = Theme(
        "overview.lead.a", "overview.lead", "概述", ("s_a",), ("提示",), 3, fallback=True, passages=(passage,)
    )
    stored = json.loads(json.dumps(compiled.encode(Parsed([theme]))))
    assert compiled.decode(stored, shipped=False).themes == [theme]


def test_what_only_authors_need_is_not_stored() -> None:
    noted = FULL._replace(source="某处", example={"says": "例子"}, file="lead.yaml", line=7)
    theme = Theme("overview.lead.a", "overview.lead", "概述", passages=(noted,))
    stored = json.loads(json.dumps(compiled.encode(Parsed([theme]))))
    assert compiled.decode(stored, shipped=False).themes[0].passages == (FULL,)


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw["files"]["words.yaml"].pop("themes"),
        lambda raw: raw["files"]["overview/lead.yaml"].update(slots=[]),
        lambda raw: raw["files"]["overview/lead.yaml"].update(themes=["themes"]),
        lambda raw: raw.pop("files"),
    ],
)
def test_a_damaged_file_is_named_with_the_command_that_mends_it(
    damage: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = json.loads((resources.shipped("models") / compiled.SHIPPED).read_text("utf-8"))
    assert callable(damage)
    damage(raw)
    (tmp_path / compiled.SHIPPED).write_text(json.dumps(raw), "utf-8")
    real = resources.shipped
    monkeypatch.setattr(resources, "shipped", lambda name: tmp_path if name == "models" else real(name))
    with pytest.raises(ProgramFault, match="draftgen phrases compile"):
        phrasebank.read(phrasebank.folders())


# --- the program's own tables ---


@pytest.mark.parametrize("source", sources(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_compiled_table_says_what_its_source_says(source: Path) -> None:
    compiled_form = json.loads((source.parent / "compiled" / f"{source.stem}.json").read_text("utf-8"))
    said = "a YAML file of the program has changed: draftgen phrases compile"
    assert compiled_form["sha256"] == sha256(source.read_bytes()).hexdigest(), said
    assert table(source) == parsed(source.read_bytes())


def test_a_changed_table_is_read_although_its_compiled_form_is_old(tmp_path: Path) -> None:
    source = tmp_path / "words.yaml"
    (tmp_path / "compiled").mkdir()
    (tmp_path / "compiled" / "words.json").write_text('{"sha256": "0", "data": {"a": "old"}}', "utf-8")
    source.write_text("a: new\n", "utf-8")
    assert table(source) == {"a": "new"}


@pytest.mark.parametrize("damage", ["", "[]", '{"sha256": 1}', "\x00"])
def test_a_damaged_compiled_form_does_not_count(damage: str, tmp_path: Path) -> None:
    source = tmp_path / "words.yaml"
    (tmp_path / "compiled").mkdir()
    (tmp_path / "compiled" / "words.json").write_text(damage, "utf-8")
    source.write_text("a: [1, 二]\n", "utf-8")
    assert table(source) == {"a": [1, "二"]}


def test_what_json_cannot_say_is_not_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "words.yaml"
    source.write_text("2021: 年\n", "utf-8")
    monkeypatch.setattr("draftgen.forms.stored.sources", lambda: (source,))
    with pytest.raises(ProgramFault, match=r"words\.yaml"):
        compile_tables()
