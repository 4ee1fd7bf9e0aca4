"""A case made once, workbenches of copies of it, and a browser."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import uvicorn

from modusvivendi.brief.making import make_brief
from modusvivendi.executors import Serial
from modusvivendi.workbench import Settings, create_app
from modusvivendi.workbench.serving import address_of, listening
from tests.workbench import stories

if TYPE_CHECKING:
    pass


class Workbench:
    """A workbench that is served, and a client that keeps its cookies."""

    def __init__(self, address: str, case: Path, app: Any) -> None:
        self.address = address
        self.case = case
        self.app = app
        self.client = httpx.Client(base_url=address, follow_redirects=True, timeout=120)

    def get(self, path: str) -> httpx.Response:
        """Get a page, waiting for what is being worked out."""
        while True:
            answer = self.client.get(path)
            if 'data-poll="1"' not in answer.text:
                return answer

    def json(self, path: str) -> Any:
        """Get a page's twin."""
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def token(self) -> str:
        """Give the form token of this visit."""
        found = re.search(r'name="form_token" value="([^"]+)"', self.client.get("/reports").text)
        assert found is not None
        return found[1]

    def post(self, path: str, **fields: Any) -> httpx.Response:
        """Send a form as a page would."""
        if path.endswith(("/edit", "/add")):  # else these are kept, and carried out a moment later
            self.app.state.place.expect_corrections()
            self.app.state.place.can_correct.wait()
        sent = [("form_token", (None, self.token()))]
        for name, value in fields.items():
            values = value if isinstance(value, list) else [value]
            sent += [(name, one if isinstance(one, tuple) else (None, str(one))) for one in values]
        return self.client.post(path, files=sent)


@contextmanager
def served(case: Path, settings: Settings | None = None) -> Iterator[Workbench]:
    """Serve a case from this process."""
    settings = settings or Settings(who="Ann")
    app = create_app(case, settings, Serial())
    taken = listening("127.0.0.1", 0)
    config = uvicorn.Config(app, log_level="error", access_log=False, lifespan="on", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]}, daemon=True)
    thread.start()
    bench = Workbench(address_of(taken, "127.0.0.1").rstrip("/"), case, app)
    try:
        yield bench
    finally:
        bench.client.close()
        server.should_exit = True
        thread.join()
        taken.close()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the case once; it is not to be changed."""
    folder = tmp_path_factory.mktemp("made")
    for name, text in (("herald.md", stories.HERALD), ("courier.md", stories.COURIER)):
        (folder / name).write_text(text, encoding="utf-8")
    make_brief(folder / "skerries", [folder / "herald.md", folder / "courier.md"])
    return folder / "skerries"


@pytest.fixture(scope="session")
def bench(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    """Serve a case that no test changes."""
    case = tmp_path_factory.mktemp("bench") / "skerries"
    shutil.copytree(made, case)
    with served(case) as found:
        yield found


@pytest.fixture
def serve_copy(made: Path, tmp_path: Path) -> Iterator[Callable[..., Workbench]]:
    """Serve a copy of the case that a test may change."""
    from contextlib import ExitStack

    with ExitStack() as stack:

        def serve(settings: Settings | None = None, *, empty: bool = False) -> Workbench:
            case = tmp_path / "skerries"
            if not empty and not case.exists():
                shutil.copytree(made, case)
            return stack.enter_context(served(case, settings))

        yield serve


@pytest.fixture
def mine(serve_copy: Callable[..., Workbench]) -> Workbench:
    """Serve a copy of the case to somebody called Ann."""
    return serve_copy()
