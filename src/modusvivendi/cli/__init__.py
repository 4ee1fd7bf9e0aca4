"""The command line: thin. It parses, calls the stages, and prints.

Data goes to stdout, talk and progress to stderr. Exit codes: 0 done; 1 the input could not be used;
2 wrong usage; 130 interrupted.
"""

from __future__ import annotations

import sys

STOPPED = 130
"""Exit code of what was interrupted."""


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
    except KeyboardInterrupt as stop:
        _say_stopped(stop)
        raise SystemExit(STOPPED) from None
    except SystemExit as left:
        # Typer turns an interrupt into this exit code without a word.
        behind = left.__context__.__cause__ if left.code == STOPPED and left.__context__ else None
        if isinstance(behind, KeyboardInterrupt):
            _say_stopped(behind)
        raise


def _say_stopped(stop: KeyboardInterrupt) -> None:
    """Say that it was stopped, and what whoever was at work noted about what is kept."""
    text = "; ".join(["stopped", *getattr(stop, "__notes__", ())])
    print(f"modus: {text}", file=sys.stderr)  # noqa: T201
