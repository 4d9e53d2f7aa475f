"""A template that is put in place by a program that is killed at any moment is there whole or not at all."""

import json
import subprocess
import sys
from hashlib import sha256

import pytest

KILLED = """\
import json, os, signal, sys
from pathlib import Path
from report_builder.editions.template_exchange import former_templates, put_template
from report_builder.workspace import Workspace
root, made_on, left, flush = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), os.fsync
def break_off(descriptor):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    flush(descriptor)
if not os.fork():
    os.fsync = break_off
    put_template(Workspace.open(root), "templates/1.docx", b"nieuw", made_on, "a.jansen")
    os._exit(0)
status = os.wait()[1]
workspace = Workspace.open(root)
hidden = [path.name for path in root.rglob(".report-builder*")]
kept = [former.name for former in former_templates(workspace, "templates/1.docx")]
print(json.dumps({"killed": status == signal.SIGKILL, "hidden": hidden, "kept": kept}))
"""
"""Puts a template in place, killed when it flushes something for that many times; tells what is left."""
FLUSHES = 12
"""More than there are: the last ones are not killed."""


@pytest.mark.parametrize("moment", range(1, FLUSHES + 1))
def test_it_is_as_before_or_as_after(asylum, moment):
    asylum.document("1", "Een alinea.")
    path = asylum.root / "templates" / "1.docx"
    before = path.read_bytes()
    arguments = [str(asylum.root), sha256(before).hexdigest(), str(moment)]
    command = [sys.executable, "-c", KILLED, *arguments]
    left = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    assert left["hidden"] == []
    assert path.read_bytes() in (before, b"nieuw")
    if path.read_bytes() != before:
        [kept] = left["kept"]
        assert (asylum.root / "earlier/templates/1" / kept).read_bytes() == before
    if moment == 1:
        assert left["killed"]
    if not left["killed"]:
        assert path.read_bytes() == b"nieuw"
        assert "a.jansen" in (asylum.root / "earlier/templates.csv").read_text()
