"""An empty mapping that may stand as a default: shared by all, and nobody can write into it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

NOTHING: Mapping[str, Any] = MappingProxyType({})
