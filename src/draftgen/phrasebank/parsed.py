"""What one file of a bank holds."""

from dataclasses import dataclass, field

from draftgen.core.finding import Finding
from draftgen.core.passage import Domain, Theme, WordLists


@dataclass
class Parsed:
    """Filled while the file is read; ``words`` is None where it is not words.yaml."""

    themes: list[Theme] = field(default_factory=list)
    hidden: tuple[str, ...] = ()
    words: WordLists | None = None
    profiles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    shares: dict[str, float] = field(default_factory=dict)
    domains: list[Domain] = field(default_factory=list)
    weights: dict[str, float] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
