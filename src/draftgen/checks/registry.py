"""Every rule, one line each: its code and its function. What remarks on one table have in common stands third."""

from draftgen.checks import cells, parts, structure, tables
from draftgen.checks.rule import Rule

RULES: tuple[Rule, ...] = (
    # The six sections
    Rule("section-missing", structure.section_missing),
    Rule("section-order", structure.section_order),
    Rule("section-ordinal", structure.section_ordinal),
    Rule("section-title", structure.section_title),
    Rule("section-wording", structure.section_wording),
    Rule("section-old-title", structure.old_title),
    Rule("section-extra", structure.section_extra),
    # What they must hold
    Rule("part-missing", parts.part_missing),
    Rule("part-order", parts.part_order),
    Rule("part-empty", parts.part_empty),
    Rule("problems-empty", parts.problems_empty),
    Rule("problems-half", parts.problems_half),
    Rule("fee-missing", parts.fee_missing),
    Rule("overview-long", parts.overview_long),
    Rule("no-figures", parts.no_figures),
    Rule("misplaced", parts.misplaced),
    # Sums of the tables
    Rule("balance", tables.balance, "不平"),
    Rule("result-total", tables.result_total, "加不起来"),
    Rule("row-total", tables.row_total, "加不起来"),
    Rule("dispute-total", tables.dispute_total, "加不起来"),
    # Cells, rows and labels
    Rule("table-missing", cells.table_missing),
    Rule("table-old-form", cells.old_form),
    Rule("table-old-row", cells.old_row),
    Rule("row-missing", cells.row_missing),
    Rule("label", cells.label_differs, "名称不对"),
    Rule("cell-blank", cells.cell_blank, "没有填数"),
    Rule("cell-number", cells.cell_number, "填得不对"),
    Rule("cell-note", cells.cell_note, "多写了文字"),
    Rule("charges-large", cells.charges_large),
    Rule("regulations", cells.regulations, "不该有数"),
    Rule("stock-low", cells.stock_low, "对不上"),
)
