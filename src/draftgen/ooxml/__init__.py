"""The body of a Word file as lxml elements: its blocks, their text, and tracked changes put into it.

Nothing is imported here: who writes a report needs none of it.
"""
