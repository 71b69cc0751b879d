"""Nothing phones home: no socket leaves the machine while indexing, asking and serving."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from corpus import Settings
from tests.conftest import REPOSITORY, SAMPLES
from ui.environment import quiet_environment

# Started before anything else in the watched process, by Python itself. An audit hook sees every
# connection and name look-up that Python code makes, whichever library makes it.
WATCH = """
import os, sys
def watch(event, arguments):
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        local = not isinstance(address, tuple) or address[0] in ("127.0.0.1", "::1", "localhost")
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        address = arguments[0]
        local = address in (None, "127.0.0.1", "::1", "localhost", b"localhost")
    else:
        return
    if not local:
        with open(os.environ["WATCH_LOG"], "a") as log:
            log.write(f"{event} {address}\\n")
sys.addaudithook(watch)
"""
SERVE = """
import threading, time, urllib.request
from pathlib import Path
from corpus import Settings
from ui.environment import quiet_environment
settings = Settings(home=Path({home!r}))
quiet_environment(settings)
from rag import build_assistant
from ui.web import build_app
import uvicorn
assistant = build_assistant(settings)
app = build_app(assistant, assistant.index, examples=["What is Azm-i-Istehkam?"])
server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning"))
threading.Thread(target=server.run, daemon=True).start()
while not server.started:
    time.sleep(0.1)
port = server.servers[0].sockets[0].getsockname()[1]
for path in ("/health", "/"):
    print(urllib.request.urlopen(f"http://127.0.0.1:{{port}}{{path}}").status)
server.should_exit = True
time.sleep(1)
"""


def run(folder: Path, arguments: list[str], prefix: list[str]) -> tuple[subprocess.CompletedProcess[str], str]:
    """Runs Python under the watch; returns what it did and what it tried to reach."""
    (folder / "watch").mkdir(exist_ok=True)
    (folder / "watch" / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    log = folder / "log.txt"
    log.touch()
    environment = {key: value for key, value in os.environ.items() if not key.startswith("CITEWELL_")}
    environment |= {"WATCH_LOG": str(log), "PYTHONPATH": f"{folder / 'watch'}{os.pathsep}{REPOSITORY}"}
    command = [*prefix, sys.executable, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=300)
    return done, log.read_text()


def test_the_watch_sees_a_connection(tmp_path: Path) -> None:
    """The check can fail: a connection to another address is in the log."""
    code = "import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.connect(('192.0.2.1', 9))"
    _, tried = run(tmp_path, ["-c", code], [])
    assert "192.0.2.1" in tried


def test_indexing_asking_and_serving_reach_nobody(tmp_path: Path) -> None:
    """The whole main job, served page included, opens no connection but to this machine."""
    home = str(tmp_path / "home")
    for arguments in (
        ["-m", "ui.cli", "index", str(SAMPLES), "--home", home],
        ["-m", "ui.cli", "ask", "What is Azm-i-Istehkam?", "--json", "--home", home],
        ["-c", SERVE.format(home=home)],
    ):
        done, tried = run(tmp_path, arguments, [])
        assert done.returncode == 0, done.stderr
        assert tried == ""
    assert done.stdout.split() == ["200", "200"]


def test_it_works_cut_off_from_the_network(tmp_path: Path) -> None:
    """Where the system lets a test make one, a network namespace without any interface changes nothing."""
    prefix = ["unshare", "--map-root-user", "--net"]
    allowed = (
        shutil.which("unshare") and not subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode
    )
    if not allowed:
        pytest.skip("this system does not let a user make a network namespace")
    home = str(tmp_path / "home")
    done, _ = run(tmp_path, ["-m", "ui.cli", "index", str(SAMPLES), "--home", home], prefix)
    assert done.returncode == 0, done.stderr
    done, tried = run(tmp_path, ["-m", "ui.cli", "ask", "What is Azm-i-Istehkam?", "--json", "--home", home], prefix)
    assert json.loads(done.stdout)["status"] == "answered"
    assert tried == ""


def test_telemetry_is_off_and_the_hub_only_for_named_models(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The switches of every library are off; the hub is left reachable only where a setting names a model of it."""
    names = ("GRADIO_ANALYTICS_ENABLED", "LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "HF_HUB_DISABLE_TELEMETRY")
    for name in (*names, "HF_HUB_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    quiet_environment(Settings(embedder="someone/some-model"))
    assert [os.environ[name] for name in names] == ["False", "false", "false", "1"]
    assert "HF_HUB_OFFLINE" not in os.environ
    quiet_environment(Settings(embedder=str(tmp_path)))
    assert os.environ["HF_HUB_OFFLINE"] == "1"
