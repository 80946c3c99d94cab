"""The sums that the form states, on a report as printed; and whatever rows are left out, the rest is right."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests import reports
from tests.reports import contents, one_row_six, printed, read, table, values, without

from draftgen import recall
from draftgen.core.read import ReadTable
from draftgen.core.report import Report
from draftgen.forms import form


def report(**grids: ReadTable) -> Report:
    return read(
        *contents({table_id: grids.get(table_id, table(table_id)) for table_id in ("table2", "table3", "table4")})
    )


# --- sums ---


def test_wrong_totals_stay_and_are_named() -> None:
    found = report(table4=table("table4", reviews="0"), table3=table("table3", requests__granted__person="8"))
    assert found.tables["table4"].value("reviews") == 0
    assert [finding.message for finding in recall.sums(found)] == [
        "表三 “自然人”列（七）总计：印的是 7，各项相加是 9，对不上。",
        "表三 “予以公开”行总计：印的是 39，各项相加是 41，对不上。",
        "表四 “行政复议·总计”总计：印的是 0，各项相加是 4，对不上。",
    ]


def test_a_sum_with_a_blank_in_it_is_not_judged() -> None:
    found = report(table3=table("table3", requests__denied_1__person=""))
    outcome = {sum_.identity.label: sum_.holds for _, sum_ in recall.all_sums(found)}
    assert outcome["表三 “自然人”列（七）总计"] is None
    assert outcome["表三 “自然人”列新收 + 上年结转 = 总计 + 结转下年"] is True


def test_one_row_six_takes_part_in_the_sum() -> None:
    found = report(table3=one_row_six(table("table3"), ("2", "0", "0", "0", "0", "0", "2")))
    assert [finding.message for finding in recall.sums(found)] == [
        "表三 “自然人”列（七）总计：印的是 7，各项相加是 9，对不上。",
        "表三 “总计”列（七）总计：印的是 45，各项相加是 47，对不上。",
    ]


# --- any numbers, any rows left out ---


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from([row.label for row in form("2021").table("table3").blocks[0].leaf_rows()]),
        unique=True,
        max_size=6,
    ),
    st.dictionaries(
        st.sampled_from([cell.path for cell in form("2021").table("table3").cells()]),
        st.sampled_from(["", "/", "17", "1,024", "３"]),
    ),
)
def test_whatever_is_left_out_the_rest_is_right(dropped: list[str], edits: dict[str, str]) -> None:
    grid = table("table3", **{path.replace(".", "__"): text for path, text in edits.items()})
    for label in dropped:
        grid = without(grid, label)
    found = read(reports.paragraph(reports.HEADINGS["requests"]), grid).tables["table3"]
    lost = {row.id for row in form("2021").table("table3").blocks[0].leaf_rows() if row.label in dropped}
    expected = {
        c.path: (values() | edits)[c.path] for c in form("2021").table("table3").cells() if c.row.id not in lost
    }
    assert printed(found) == expected
    assert set(found.missing) == lost
