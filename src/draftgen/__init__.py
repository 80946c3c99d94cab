"""draftgen: drafts a Chinese government agency's yearly report on information disclosure."""

__version__ = "0.1.0"
