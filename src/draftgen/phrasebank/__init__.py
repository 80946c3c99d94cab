"""The phrasebank: folders of YAML → themes of passages. ``lint`` is imported by those who check a bank, not here."""

from draftgen.phrasebank.bank import Folder, digests, folders, read, words

__all__ = ["Folder", "digests", "folders", "read", "words"]
