"""A letter in the look of a 公文: title, addressee flush left, headings, body, signature."""

from draftgen.core.document import Role
from draftgen.core.letter import Letter
from draftgen.core.office import ROLE_STYLES
from draftgen.render.ooxml import Controls, paragraph, run
from draftgen.render.ooxml_look import base_look
from draftgen.render.ooxml_package import package

_FLUSH = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
_GAP = '<w:spacing w:after="560"/>'


def write_letter(letter: Letter) -> bytes:
    """The bytes of a .docx, the same each time."""
    look = base_look()
    title = ROLE_STYLES[Role.TITLE]
    pieces = [
        paragraph(look.styles[title], run(line), _GAP if number == len(letter.title) else "")
        for number, line in enumerate(letter.title, 1)
    ]
    if letter.addressee:
        pieces.append(paragraph(look.styles[ROLE_STYLES[Role.BODY]], run(f"{letter.addressee}："), _FLUSH))
    pieces += [paragraph(look.styles[ROLE_STYLES[role]], run(text)) for role, text in letter.paragraphs]
    if letter.signature:
        pieces.append(paragraph(look.styles[ROLE_STYLES[Role.SIGNATURE]], run(letter.signature)))
    return package("".join(pieces), look, Controls(), "".join(letter.title), letter.signature)
