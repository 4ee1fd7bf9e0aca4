"""The command line: thin. It parses, calls the stages, and prints.

Data goes to stdout, talk and progress to stderr. Exit codes: 0 done; 1 the input could not be used;
2 wrong usage.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Run ``modus``; what a person can put right is said on stderr without a traceback."""
    from modusvivendi.cli.app import app
    from modusvivendi.errors import ModusError

    # Reports hold any character; a terminal or pipe that cannot show one gets a stand-in, not a crash.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        app()
    except ModusError as error:
        print(f"modus: {error}", file=sys.stderr)  # noqa: T201
        raise SystemExit(1) from None
    except BrokenPipeError:
        # The reader of our output has gone (``| head``): nothing to say, and nobody to say it to.
        sys.stderr.close()
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        print("modus: stopped", file=sys.stderr)  # noqa: T201
        raise SystemExit(130) from None
