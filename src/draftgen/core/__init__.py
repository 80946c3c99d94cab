"""The nouns: frozen values that rooms hand to each other. Imports the standard library only."""
