"""Notices in the order of their publication, with little of them in memory at a time."""

import heapq
from collections.abc import Iterator
from typing import Any

from . import contracts_finder, find_a_tender
from .moments import ACT_BEGINS, END, day_of, year
from .processes import Process, advance, begin
from .stories import delay
from .world import World

BEFORE = 0.4  # of all processes begin before the Act is in force, all in the older shape
NEWER = 0.75  # of those after it have the newer shape: 45 of 100 in all
WAITING_MOST = 50_000  # processes whose next notice is still to come; more are cut short

Waiting = list[tuple[float, int, Process]]


def notices(count: int, seed: int = 1, sample: bool = True) -> Iterator[dict[str, Any]]:
    """Yield the releases of `count` invented contracting processes, in order of publication.

    The same arguments give the same releases. With `sample`, as a demonstration wants it,
    several notices follow one another in more of the processes: about 1.7 notices for each;
    without, about 1.3, as a benchmark of an official source does. Parts of a release may be
    shared with others: copy before changing one.

    Source: the shapes of Contracts Finder and Find a Tender, OCDS 1.1.5; no text, name or
    number is real.
    """
    world = World(count, seed, sample)
    numbers: dict[int, int] = {}
    for moment, process in _published(world, count):
        stage = advance(world, process, moment)
        if process.finder:
            number = numbers[0] = numbers.get(0, 800_000) + 1
            yield contracts_finder.release(world, process, stage, moment, number)
        else:
            this = year(day_of(moment))
            number = numbers[this] = numbers.get(this, 0) + 1
            yield find_a_tender.release(world, process, stage, moment, number)


def _published(world: World, count: int) -> Iterator[tuple[float, Process]]:
    """Yield each process once for each of its notices, with the moment."""
    waiting: Waiting = []
    for index in range(count):
        moment = _moment(index + world.chance.draw(), count)
        yield from _due(world, waiting, moment)
        process = _process(world, index, moment)
        yield moment, process
        _wait(world, waiting, moment, index, process)
    yield from _due(world, waiting, END)


def _moment(index: float, count: int) -> float:
    """Give when the process of this index begins, in workdays from the first."""
    part = index / count
    if part < BEFORE:
        return part / BEFORE * ACT_BEGINS
    return min(END - 1e-6, ACT_BEGINS + (part - BEFORE) / (1 - BEFORE) * (END - ACT_BEGINS))


def _process(world: World, index: int, moment: float) -> Process:
    finder = moment < ACT_BEGINS or not world.chance.once(NEWER)
    return begin(world, index, moment, finder)


def _due(world: World, waiting: Waiting, moment: float) -> Iterator[tuple[float, Process]]:
    while waiting and waiting[0][0] <= moment:
        due, index, process = heapq.heappop(waiting)
        process.step += 1
        yield due, process
        _wait(world, waiting, due, index, process)


def _wait(world: World, waiting: Waiting, moment: float, index: int, process: Process) -> None:
    """Have the next notice of a process follow, unless that would be after the last day."""
    if process.step + 1 == len(process.story) or len(waiting) >= WAITING_MOST:
        return
    moment += delay(process.story[process.step + 1], world.chance.draw())
    if moment < END:
        heapq.heappush(waiting, (moment, index, process))
