"""The review page: a door beside the command line."""
