"""``heatline timeit``: times functions in a module that is loaded without its guard, each file in its own process."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from heatline.analysis.asking.snippets import Asking, asked_snippets, suite
from heatline.analysis.asking.target_calls import Wish
from heatline.commands.output import problem_with_output, problem_with_profile, write_reports
from heatline.commands.supervising import Ended, end_by, supervise
from heatline.commands.timed_files import SourceFile, Unreadable, commented_files, read_source
from heatline.preparation import Job, Run, prepare
from heatline.protocol import Question, Refused
from heatline_runner import run_dir
from heatline_runner.model import Profile
from heatline_runner.profile_json import NotAProfile, read_profile
from heatline_runner.registry import SNIPPET_TIME
from heatline_runner.request import Snippets

DIFFERED, FAILED = 1, 2
ABOUT_ONE = ("setup", "versus", "over")  # options that need a function or a call


@dataclass(frozen=True)
class _Timed:
    """One file's: the profile as far as one was kept, and how its process ended."""

    profile: Profile | None
    ended: Ended


class _Unfit(Exception):
    """What was asked for cannot be timed; its message is one sentence."""


def timeit(options: argparse.Namespace) -> int:
    """0, 1 where a row failed, results differ or a comment cannot be understood, 2 where nothing could be timed."""
    try:
        problem = problem_with_output(options.format, options.output)
        if problem is not None:
            raise _Unfit(problem)
        asked, problems = _asked(options)
    except (_Unfit, Unreadable) as unfit:
        return _refuse(str(unfit))
    for text in problems:
        sys.stderr.write(f"heatline: {text}\n")
    profiles: list[Profile] = []
    for file, snippets in asked:
        prepared = prepare(_job(file, snippets, options))
        if isinstance(prepared, Refused):
            return _refuse(prepared.text)
        timed = _time(prepared)
        if timed.profile is not None:
            _show(timed.profile, options, first=not profiles)
            profiles.append(timed.profile)
        if timed.ended.interrupted:
            _write(profiles, options)
            return end_by(-timed.ended.code) if timed.ended.code < 0 else timed.ended.code or DIFFERED
        if timed.profile is None:
            return _refuse(f"nothing was kept of the timing of {file.path}: run it again, with more room on the disk")
    _write(profiles, options)
    failed = bool(problems) or any(trial.error is not None for each in profiles for trial in each.trials)
    return DIFFERED if failed else 0


def _asked(options: argparse.Namespace) -> tuple[list[tuple[SourceFile, Snippets]], list[str]]:
    """What to time of which file, and the comments that cannot be understood."""
    file, _, function = options.place.partition("::")
    about_one = [name for name in ABOUT_ONE if getattr(options, name) is not None]
    if not function and about_one and not options.calls:
        raise _Unfit(f"say what --{about_one[0]} is for: a function, as in {file}::NAME, or --call EXPR")
    if os.path.isdir(file):
        if function or options.calls:
            raise _Unfit(f"{file} is a folder: name a file in it, or leave all else out to time what its comments say")
        return _suites(list(commented_files(file)), file, options)
    source = read_source(file)
    if function or options.calls:
        return [(source, _one(source, function.replace("::", "."), options))], []
    return _suites([source], file, options)


def _one(source: SourceFile, function: str, options: argparse.Namespace) -> Snippets:
    wish = Wish(
        calls=tuple(options.calls),
        setup=options.setup,
        versus=options.versus,
        sizes=options.over,
        commented=not options.calls,
    )
    asking = Asking(function=function or None, wish=wish, limit_s=options.limit)
    found = asked_snippets(os.path.realpath(source.path), source.text, asking)
    if isinstance(found, Refused):
        raise _Unfit(found.text)
    if isinstance(found, Question):
        raise _Unfit(found.text.replace("type a call", f'say it, as in --call "{found.call}"'))
    return found


def _suites(
    sources: Sequence[SourceFile], place: str, options: argparse.Namespace
) -> tuple[list[tuple[SourceFile, Snippets]], list[str]]:
    asked: list[tuple[SourceFile, Snippets]] = []
    problems: list[str] = []
    one = not os.path.isdir(place)
    for source in sources:
        found = suite(os.path.realpath(source.path), source.text, options.limit, doctests=one)
        if isinstance(found, Refused):
            problems.append(found.text)
            continue
        problems += [f"{source.path}:{each.line}: {each.text}" for each in found.problems]
        if found.snippets.rows:
            asked.append((source, found.snippets))
    if not asked:
        raise _Unfit(problems[0] if problems else _nothing(place, one=one))
    if options.format == "json" and len(asked) > 1:
        raise _Unfit(f"--format json keeps one file's timings, and {place} has {len(asked)}: choose --format pyperf")
    return asked, problems


def _nothing(place: str, *, one: bool) -> str:
    if not one:
        return f"no file in {place} says what to time: write `# timeit: CALL` above a function, or name one"
    return f"{place} says nothing of what to time: write `# timeit: CALL` above a function, or name it ({place}::NAME)"


def _job(source: SourceFile, snippets: Snippets, options: argparse.Namespace) -> Job:
    return Job(
        kind="script",
        target=source.path,
        engine=SNIPPET_TIME.id,
        interpreter=options.python,
        options={"arguments": "fresh"} if options.fresh else {},
        snippets=snippets,
    )


def _time(run: Run) -> _Timed:
    try:
        ended = supervise(run)
        return _Timed(read_profile(run.folder / run_dir.PROFILE), ended)
    except (OSError, NotAProfile):
        return _Timed(None, ended)
    finally:
        shutil.rmtree(run.folder, ignore_errors=True)


def _show(profile: Profile, options: argparse.Namespace, *, first: bool) -> None:
    """In text, each file's as it comes."""
    if not options.output:
        sys.stderr.write("" if first else "\n")
        write_reports((profile,), options.format, "")


def _write(profiles: Sequence[Profile], options: argparse.Namespace) -> None:
    if options.output and profiles:
        unfit = list(_unfit_for(profiles, options.format))
        if len(unfit) == len(profiles):
            sys.stderr.write(f"heatline: {unfit[0]}\n")
        else:
            write_reports(profiles, options.format, options.output)


def _unfit_for(profiles: Sequence[Profile], format_: str) -> Iterator[str]:
    yield from (text for each in profiles if (text := problem_with_profile(each, format_)) is not None)


def _refuse(text: str) -> int:
    sys.stderr.write(f"heatline: {text}\n")
    return FAILED
