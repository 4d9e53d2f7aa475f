"""A template that is put in place by a program that is killed at any moment is there whole or not at all."""

import json
import subprocess
import sys
from hashlib import sha256

import pytest

from report_builder.editions import template_exchange
from report_builder.editions.template_exchange import former_templates, put_template
from report_builder.workspace import Workspace

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
    log = asylum.root / "earlier/templates.csv"
    if path.read_bytes() != before:
        [kept] = left["kept"]
        assert (asylum.root / "earlier/templates/1" / kept).read_bytes() == before
        assert log.read_text().count("a.jansen") == 1
    else:
        assert left["kept"] == []
        assert not log.exists()
    if moment == 1:
        assert left["killed"]
    if not left["killed"]:
        assert path.read_bytes() == b"nieuw"


def test_what_was_broken_off_leaves_no_trace(asylum, monkeypatch):
    asylum.document("1", "Een alinea.")
    path, put = asylum.root / "templates" / "1.docx", template_exchange.put_beside
    made_on = sha256(path.read_bytes()).hexdigest()

    def killed_at_the_template(folder, files):
        if folder == path.parent:
            raise KeyboardInterrupt
        put(folder, files)

    workspace = Workspace.open(asylum.root)
    monkeypatch.setattr(template_exchange, "put_beside", killed_at_the_template)
    with pytest.raises(KeyboardInterrupt):
        put_template(workspace, "templates/1.docx", b"eerst", made_on, "a.jansen")
    assert former_templates(workspace, "templates/1.docx") == []
    assert [one for one in (asylum.root / "earlier").rglob("*") if one.is_file()] == []
    monkeypatch.setattr(template_exchange, "put_beside", put)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780000000")
    name = put_template(workspace, "templates/1.docx", b"daarna", made_on, "b.smit")
    log = (asylum.root / "earlier/templates.csv").read_text()
    assert "b.smit" in log
    assert "a.jansen" not in log
    assert [one.name for one in former_templates(workspace, "templates/1.docx")] == [name]
    assert [one.name for one in (asylum.root / "earlier/templates/1").iterdir()] == [name]
