"""What every answer of the server carries, and what it refuses."""

import json
import socket
from collections.abc import Iterator

import httpx
import pytest

from tests.browser.stage import Served, Tab


@pytest.fixture(scope="module")
def client(served: Served) -> Iterator[httpx.Client]:
    """A client that is no browser."""
    with httpx.Client(base_url=served.url, timeout=20, trust_env=False) as client:
        yield client


@pytest.mark.parametrize("path", ["/", "/health", "/config", "/theme.css", "/gradio_api/info", "/nowhere"])
def test_every_answer_carries_the_security_headers(client: httpx.Client, path: str) -> None:
    """Pages, data and refusals all carry the policy that keeps the page from calling out."""
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    for rule in ("default-src 'self'", "connect-src 'self'", "img-src 'self' data: blob:", "object-src 'none'"):
        assert rule in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_health_tells_the_index(client: httpx.Client) -> None:
    """`/health` tells how many documents are served, and of which generation."""
    assert client.get("/health").json() == {"status": "ok", "documents": 2, "generation": 7}


def test_a_foreign_host_is_refused(client: httpx.Client) -> None:
    """A name that is not ours gets 400, so that rebinding a name to this machine is of no use."""
    assert client.get("/", headers={"Host": "evil.example"}).status_code == 400
    assert client.get("/health", headers={"Host": "localhost:7860"}).status_code == 200
    assert client.get("/health", headers={"Host": "[::1]:7860"}).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:1", "http://[", ""])
@pytest.mark.parametrize("method", ["POST", "GET"])
def test_another_origin_is_refused(client: httpx.Client, method: str, origin: str) -> None:
    """A page of another site can neither send to the service nor read from it."""
    answer = client.request(method, "/gradio_api/queue/join", headers={"Origin": origin}, json={})
    assert answer.status_code == 403
    assert "access-control-allow-origin" not in answer.headers


def test_our_own_origin_is_let_through(client: httpx.Client, served: Served) -> None:
    """The page's own requests are not mistaken for another site's."""
    assert client.post("/gradio_api/queue/join", headers={"Origin": served.url}, json={}).status_code == 422


def _chunks(megabytes: int) -> Iterator[bytes]:
    yield from (b"x" * 100_000 for _ in range(megabytes * 10))


def test_a_large_body_is_refused(client: httpx.Client) -> None:
    """Two megabytes get 413, whether they say their length or not."""
    assert client.post("/gradio_api/queue/join", content=b"x" * 2_000_000).status_code == 413
    assert client.post("/gradio_api/queue/join", content=_chunks(2)).status_code == 413
    assert client.post("/gradio_api/queue/join", content=_chunks(30)).status_code == 413


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/upload",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file=../../etc/passwd",
        "/file=/etc/passwd",
        "/gradio_api/proxy=http://127.0.0.1/",
        "/gradio_api/info",
        "/gradio_api/openapi.json",
        "/gradio_api/call/ask",
        "/gradio_api/run/ask",
        "/gradio_api/vibe-edit",
        "/gradio_api/deep_link",
        "/gradio_api/runs",
        "/monitoring",
        "/docs",
        "/redoc",
        "/openapi.json",
        "/assets/../config/../monitoring",
    ],
)
def test_what_the_page_does_not_need_is_shut(client: httpx.Client, path: str) -> None:
    """Gradio's files, uploads, proxy and API pages, and FastAPI's own pages, answer 403."""
    assert client.get(path).status_code == 403


def test_raw_traversal_reads_no_file(served: Served) -> None:
    """A path that climbs out, sent as it is, gets nothing of this machine's files."""
    host, port = served.url.removeprefix("http://").split(":")
    for path in ("/static/../../../../etc/passwd", "/assets/%2e%2e/%2e%2e/etc/passwd", "/svelte/..%2f..%2fetc/passwd"):
        with socket.create_connection((host, int(port)), timeout=10) as raw:
            raw.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
            answer = b"".join(iter(lambda: raw.recv(65_536), b""))
        assert b"root:" not in answer
        assert answer.split(b" ")[1] in (b"400", b"403", b"404")


def test_no_function_is_a_public_endpoint(client: httpx.Client) -> None:
    """Every function of the page is private."""
    config = client.get("/config").json()
    assert {function["api_visibility"] for function in config["dependencies"]} == {"private"}


_FORGED_FILE = {"type": "file", "file": {"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}}, "alt_text": None}
_FORGED_COMPONENT = {
    "type": "component",
    "component": "file",
    "value": "/etc/passwd",
    "constructor_args": {},
    "props": {},
}


@pytest.mark.parametrize(
    "part", [pytest.param(_FORGED_FILE, id="file"), pytest.param(_FORGED_COMPONENT, id="component")]
)
def test_a_forged_conversation_opens_no_file(client: httpx.Client, part: dict[str, object]) -> None:
    """Files and components that a browser puts into the conversation are not opened."""
    dependencies = client.get("/config").json()["dependencies"]
    ask = max((one for one in dependencies if ["load"] not in one["targets"]), key=lambda one: len(one["inputs"]))
    history = [{"role": "user", "metadata": None, "content": [part], "options": None}]
    body = {
        "data": [history, "How long is it?", *[""] * (len(ask["inputs"]) - 2)],
        "fn_index": ask["id"],
        "session_hash": "forged",
        "event_data": None,
    }
    assert client.post("/gradio_api/queue/join", json=body).status_code == 200
    told = []
    with client.stream("GET", "/gradio_api/queue/data?session_hash=forged") as stream:
        for line in stream.iter_lines():
            told.append(line)
            if "process_completed" in line:
                break
    assert "root:" not in "".join(told)
    assert "Traceback" not in "".join(told)
    assert json.loads(told[-1].removeprefix("data: "))["msg"] == "process_completed"


def test_a_visit_calls_nobody(tab: Tab) -> None:
    """Loading the page and asking send nothing to any other machine, fonts and analytics included."""
    tab.ask("How long is it?")
    tab.open_source(1)
    assert tab.elsewhere == []
    assert tab.dialogs == []


def test_many_tabs_of_one_browser_work(tab: Tab) -> None:
    """A seventh tab still answers: no tab holds a connection that a browser would run out of."""
    others = [Tab(tab.page.context.new_page(), tab.served) for _ in range(6)]
    for other in others:
        other.open()
    others[-1].ask("How long is it?")
    tab.ask("How long is it?")
