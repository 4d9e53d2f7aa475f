"""Work in parallel: what workers have, in which order tasks are done, and where they may be."""

import os
import pickle
import subprocess
import sys
import threading
import warnings

import pytest

from benchmarks.timeline import timeline
from report_builder import jobs
from report_builder.jobs import Workers
from report_builder.problems import Problem, ProblemGroup, Stopped

shared = {}


def looked_up(key):
    return shared.get(key)


def place():
    return os.getpid()


@pytest.fixture
def alone(monkeypatch):
    """As if the process of the tests, which may have other threads, could be forked."""
    monkeypatch.setattr(jobs, "_is_alone", lambda: True)


@pytest.fixture
def workers(alone):
    with warnings.catch_warnings(), Workers(2) as started:
        warnings.simplefilter("ignore", DeprecationWarning)  # the tests' own threads
        yield started


def test_workers_have_what_was_there_when_they_were_forked(workers, monkeypatch):
    monkeypatch.setitem(shared, "getal", 7)
    workers.start()
    monkeypatch.setitem(shared, "getal", 8)
    assert list(workers.run([(looked_up, ("getal",)), (looked_up, ("getal",))])) == [7, 7]


def test_all_workers_are_forked_before_the_pool_has_threads_of_its_own(workers, monkeypatch):
    fork, threads = os.fork, []

    def counted():
        threads.append(threading.active_count())
        return fork()

    monkeypatch.setattr(os, "fork", counted)
    before = threading.active_count()
    workers.start()
    list(workers.run([(place, ())] * 4))
    assert threads == [before, before]


def test_outcomes_come_in_the_order_of_the_tasks_whatever_is_begun_first(workers):
    tasks = [(abs, (-number,)) for number in range(5)]
    assert list(workers.run(tasks, weights=[1, 5, 2, 4, 3])) == [0, 1, 2, 3, 4]


def test_the_heaviest_task_is_begun_first(alone):
    ran = []
    with Workers(2, observe=ran.append) as workers:
        workers.start()
        submit, begun = workers.pool.submit, []

        def noted(function, task):
            begun.append(task[1])
            return submit(function, task)

        workers.pool.submit = noted
        list(workers.run([(abs, (number,)) for number in (-1, -2, -3)], weights=[1, 3, 2]))
    assert begun == [(-2,), (-3,), (-1,)]
    assert {own.task for own in ran} == {"abs"}
    assert os.getpid() not in {own.process for own in ran}


def test_a_single_task_is_done_here(workers):
    assert list(workers.run([(place, ())])) == [os.getpid()]
    assert workers.pool is None


def test_a_single_task_is_done_by_a_worker_that_is_there(workers):
    workers.start()
    assert list(workers.run([(place, ())])) != [os.getpid()]


def test_a_process_with_other_threads_is_not_forked():
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        with Workers(2) as workers:
            assert list(workers.run([(place, ()), (place, ())])) == [os.getpid()] * 2
    finally:
        done.set()
        thread.join()


def test_what_tasks_need_is_imported_before_the_workers_are_forked(workers, monkeypatch):
    imported = []
    monkeypatch.setattr(jobs.importlib, "import_module", imported.append)
    workers.need("report_builder.pdf.layout")
    assert imported == []
    workers.start()
    assert imported == ["report_builder.pdf.layout"]


def test_commands_that_draw_and_lay_out_nothing_do_not_import_what_does():
    code = (
        "import sys, report_builder.cli.drafting\n"
        "print(*sorted({'fontTools', 'matplotlib', 'weasyprint'} & set(sys.modules)))"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == ""


def test_the_timeline_tells_of_each_process_what_it_did_and_how_long_it_was_idle():
    ran = [
        jobs.Ran(7, "typeset", 102.0, 104.0),
        jobs.Ran(7, "fill", 101.0, 102.0),
        jobs.Ran(os.getpid(), "make_up", 104.5, 105.0),
    ]
    assert timeline(ran, 100.0, 106.0) == [
        "werkproces 7",
        "     1.00    2.00  fill",
        "     2.00    4.00  typeset",
        "  3.00 s aan het werk, 3.00 s niet",
        "dit proces",
        "     4.50    5.00  make_up",
        "  0.50 s aan het werk, 5.50 s niet",
    ]


def test_what_stops_one_process_is_told_whole_in_another():
    problem = Problem("waarde", "a.toml", "3", "mis", "verbeter het")
    stopped = Stopped([problem], [ProblemGroup("samen", (problem,))], "plak dit")
    told = pickle.loads(pickle.dumps(stopped))
    assert told.problems == stopped.problems
    assert told.groups == stopped.groups
    assert told.proposal == "plak dit"
