"""The pages are served on this machine alone, and say plainly why they can't be."""

import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from typer.testing import CliRunner, Result

from lamplight.cli import app

PROGRAM = str(Path(sys.executable).parent / "lamplight")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def lamplight(*words: str) -> Result:
    return CliRunner().invoke(app, words)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "pages.example", "::"])  # noqa: S104
def test_a_host_that_others_can_reach_is_refused(host: str, tmp_path: Path) -> None:
    done = lamplight("serve", "--host", host, "--db", f"sqlite:///{tmp_path / 'a.db'}")

    assert done.exit_code == 4
    assert "other machines" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not (tmp_path / "a.db").exists()


def test_a_port_in_use_is_one_line_and_exit_5(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = lamplight("serve", "--port", port, "--db", f"sqlite:///{tmp_path / 'a.db'}")

    assert done.exit_code == 5
    assert done.stderr.splitlines() == [
        f"error: port {port} is in use; stop what listens there or choose another with --port"
    ]


def test_it_says_its_address_answers_and_ends_on_ctrl_c(tmp_path: Path) -> None:
    port = free_port()
    url = f"sqlite:///{tmp_path / 'a.db'}"
    program = [PROGRAM, "serve", "--port", str(port), "--db", url]

    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as server:
        assert server.stdout
        assert server.stderr
        said = server.stdout.readline().decode()
        with urlopen(f"http://127.0.0.1:{port}/queue", timeout=30) as page:
            body = page.read().decode()
        server.send_signal(signal.SIGINT)
        rest = server.stderr.read().decode()

    assert said == f"Lamplight on http://127.0.0.1:{port}/ with {url}; Ctrl-C stops it.\n"
    assert "lamplight run" in body
    assert (server.returncode, rest) == (0, "")


def test_help_has_an_example() -> None:
    assert "lamplight serve --port 8080" in CliRunner().invoke(app, ["serve", "--help"]).output
