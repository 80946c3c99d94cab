"""`python -m draftgen` and the `draftgen` command."""

import gc

# One short run: looking for what the system frees at its end anyway would cost a tenth of it, from the first import on.
gc.disable()

from draftgen.cli import main  # noqa: E402

if __name__ == "__main__":
    main()
