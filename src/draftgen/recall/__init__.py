"""Reads reports back: text, tables and figures of earlier files."""
