"""The phrasebank: folders of YAML → themes of passages."""

from draftgen.phrasebank.bank import Folder, read
from draftgen.phrasebank.compiled import compile_shipped
from draftgen.phrasebank.lint import lint

__all__ = ["Folder", "compile_shipped", "lint", "read"]
