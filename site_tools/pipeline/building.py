"""The whole line: a site out of content, into the published folder."""

from __future__ import annotations

import time
from contextlib import nullcontext
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from site_tools.memory import staying
from site_tools.pipeline.checking import Checked, ContentError, check
from site_tools.problems import UserError
from site_tools.timing import Stopwatch

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor

    from site_tools.config import Config
    from site_tools.timing import Spent


@dataclass(frozen=True)
class Built:
    """What a build made: numbers for the summary line, and what each step took."""

    pages: int
    charts: int
    files: int
    seconds: float
    steps: dict[str, Spent] = field(default_factory=dict)


def _refuse_overlap(config: Config) -> None:
    """A site written into its own content, or over it, would destroy what the editors have written."""
    try:
        content, out = config.content.resolve(), config.out.resolve()
    except (OSError, RuntimeError) as error:
        raise UserError(f"mappen {config.out} går inte att använda – välj en annan med --out") from error
    if content == out or content in out.parents or out in content.parents:
        raise UserError(f"mappen med innehåll ({content}) och mappen för webbplatsen ({out}) ligger i varandra – välj en annan med --out")


def build(config: Config, progress: Callable[[str], None] = lambda _: None) -> tuple[Checked, Built]:
    """Build the site into ``config.out``; ``progress`` hears the name of each step.

    Raises ContentError when the content has errors (with ``config.strict`` also for warnings) and UserError when the disk refuses; in both
    cases the published folder is untouched.
    """
    from site_tools.charts.cluster import hired  # noqa: PLC0415
    from site_tools.charts.workers import Crew  # noqa: PLC0415
    from site_tools.making import helped_by  # noqa: PLC0415
    from site_tools.making.forked import Forked  # noqa: PLC0415
    from site_tools.making.sent import Sent  # noqa: PLC0415

    with (
        hired(config.jobs, config.executor, config.cache) as executor,
        Forked(config.jobs, executor.still) if isinstance(executor, Crew) else Sent(executor) as helpers,
        helped_by(helpers),
    ):
        return _built(config, executor, progress)


def _built(config: Config, executor: Executor, progress: Callable[[str], None]) -> tuple[Checked, Built]:
    start, watch = time.perf_counter(), Stopwatch("starta")
    # The checking stages must answer fast; these bring Jinja and the drawing library.
    from site_tools.derive import derive  # noqa: PLC0415
    from site_tools.export import export, own, with_former  # noqa: PLC0415
    from site_tools.index import Indexing  # noqa: PLC0415
    from site_tools.model.public import public  # noqa: PLC0415
    from site_tools.render import render  # noqa: PLC0415
    from site_tools.renew import Renewal  # noqa: PLC0415
    from site_tools.verify import verify  # noqa: PLC0415
    from site_tools.write import staging, write  # noqa: PLC0415

    _refuse_overlap(config)
    progress("läser och kontrollerar innehållet")
    with staying():
        checked = check(config.content, config.today, watch=watch)
        if checked.portal is None or checked.errors or (config.strict and checked.warnings):
            raise ContentError(checked)
        portal = checked.portal if config.drafts else public(checked.portal, config.today)
        with watch.step("härleda"):
            derived = derive(portal, config.today)
    # To note what each page reads takes a fifth of the time of making it: a folder that is new, as where every build begins from a fresh
    # clone, is probably never built into again.
    renewal = Renewal(config.out, config.cache, portal.records.values()) if config.out.is_dir() else None
    # What is left to this step when the others have had theirs is the flushing of the disk and the exchange of the folders.
    with watch.step("publicera"), staging(config.out) as folder, Indexing(folder, config.cache) as search:
        progress("ritar diagram och skriver sidor")
        pages = watch.each("göra sidor", render(portal, derived, config, watch=watch))
        data = watch.each("göra data", export(portal, derived, config))
        with watch.step("skriva"), renewal.in_use() if renewal else nullcontext():
            paths = write(search.watched(with_former(chain(pages, data), portal, config)), folder, config.out)
        with watch.step("rita"):
            executor.shutdown()  # nothing more is to be drawn, and the indexer can use the room
        progress("bygger sökregistret")
        with watch.step("söka"):
            search.write()
        with watch.step("kontrollera"):
            verify(folder, config.site_url or checked.portal.site.address, config.cache, renewal.linked if renewal else {})
    if renewal:
        renewal.save()
    made = sum(path.endswith(".html") for path in paths)
    # Each is drawn twice, for a page and for a phone; the icon is no chart, nor is what also lies where a page has been.
    drawn = [path for path in paths if path.endswith(".svg") and not path.endswith("-smal.svg") and not path.startswith("assets/")]
    return checked, Built(made, len(own(drawn, portal)), len(paths), time.perf_counter() - start, watch.stop())
