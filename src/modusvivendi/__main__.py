"""``python -m modusvivendi`` is ``modus``."""

from modusvivendi.cli import main

if __name__ == "__main__":
    main()
