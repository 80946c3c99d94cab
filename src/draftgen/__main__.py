"""`python -m draftgen` and the `draftgen` command."""

from draftgen.cli import main

if __name__ == "__main__":
    main()
