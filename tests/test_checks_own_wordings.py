"""What the bank says of documents, read back by `check` beside the table it was told from, has no finding (promise 4)."""

import pytest
from tests.checking import build

from draftgen import checks, phrasebank
from draftgen.core.passage import Passage

ROWS = {"documents": "行政规范性文件", "regulations": "规章"}
COLUMNS = {"made": "制发", "repealed": "废止", "valid": "现行有效"}


def told_of_documents() -> list[Passage]:
    bank, _ = phrasebank.read((phrasebank.folders(None)[0],), whole=True)
    passages = [p for theme in bank.themes for p in theme.passages if p.section.startswith("overview") and p.example]
    return [p for p in passages if any(slot.path.partition(".")[0] in ROWS for slot in p.slots)]


@pytest.mark.parametrize("passage", told_of_documents(), ids=lambda passage: passage.id)
def test_a_wording_of_documents_agrees_with_its_table(passage: Passage) -> None:
    given, says = passage.example["given"], passage.example["says"]
    assert isinstance(given, dict)
    cells = [
        f"表二 {row}·{column}：{given.get(f'{table}.{name}', 0)}"
        for table, row in ROWS.items()
        for name, column in COLUMNS.items()
    ]
    built = build("\n".join((*cells, f"一（三）：{says}")))
    found = checks.run(built.report, built.mentions, built.context).findings
    assert [f.message for f in found if f.code in {"text-documents", "no-documents"}] == []
