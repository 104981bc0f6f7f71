"""Play many seeded histories in parallel processes: `python -m tests.sync.simulate --seeds 2000`.

A failing seed is printed with what was not kept; play it alone with `--seeds 1 --from SEED`.
"""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from statistics import median

from tests.sync.simulation import Story, run


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Seeded histories of the exchange.")
    parser.add_argument("--seeds", type=int, default=2_000, help="how many histories")
    parser.add_argument("--from", dest="first", type=int, default=0, help="the first seed")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes at once")
    parser.add_argument("--trace", action="store_true", help="print each history's trace hash")
    args = parser.parse_args(arguments)
    seeds = range(args.first, args.first + args.seeds)
    with ProcessPoolExecutor(max_workers=min(args.jobs, args.seeds)) as processes:
        played = list(processes.map(play, seeds, chunksize=max(1, min(20, args.seeds // 8))))
    failed = [said for said in played if isinstance(said, str)]
    stories = [said for said in played if isinstance(said, Story)]
    traces = [story.trace for story in stories] if args.trace else []
    for line in (*traces, *failed, _summary(stories)):
        sys.stdout.write(line + "\n")
    sys.stdout.write(f"{len(stories):,} passed, {len(failed):,} failed\n")
    return 1 if failed else 0


def play(seed: int) -> Story | str:
    try:
        return run(seed)
    except Exception as error:  # the edge of the process: whatever went wrong is a failed seed
        return f"seed {seed}: {type(error).__name__}: {error}"


def _summary(stories: Sequence[Story]) -> str:
    faults: Counter[str] = Counter()
    for story in stories:
        faults.update(story.faults)
    events = sum(story.events for story in stories)
    forks = sum(story.forks for story in stories)
    rollbacks = sum(story.rollbacks for story in stories)
    converged_s = median([story.converged_s for story in stories] or [0])
    said = ", ".join(f"{name} {times:,}" for name, times in faults.most_common())
    return (
        f"{events:,} events, {forks:,} forks, {rollbacks:,} old disks said, median"
        f" {converged_s:.0f} s from the last fault to agreement; faults: {said}"
    )


if __name__ == "__main__":
    sys.exit(main())
