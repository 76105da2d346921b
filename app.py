"""Opens the pages: `python app.py`, the same as `rag serve`."""

from __future__ import annotations

import sys

from rag.errors import RagError
from rag.settings import read_settings
from rag.web.server import serve


def main() -> int:
    """Serves the pages; an error meant for people is one line on stderr."""
    try:
        serve(read_settings())
    except RagError as error:
        print(f"rag: {error}", file=sys.stderr)
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main())
