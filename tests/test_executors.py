"""Whoever draws, the drawings are the same bytes; hands that draw otherwise are refused, and a cluster that is not there is told of."""

from __future__ import annotations

import multiprocessing
import sys
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

import pytest

from site_tools.charts import ChartError, cluster, draw
from site_tools.charts.cluster import Alike, hired
from site_tools.charts.hands import in_use
from site_tools.charts.png import Picture, pictures
from site_tools.charts.poster import Card, card
from site_tools.problems import UserError
from tests.test_charts_drawn import CHARTS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from site_tools.charts import Drawing

PICTURES = {"kort": Picture(card(Card("Portalen", "Mål", "Klimat", "gran")))}
OTHERS: tuple[Callable[[], Executor], ...] = (
    partial(ThreadPoolExecutor, 2),
    partial(ProcessPoolExecutor, 2, multiprocessing.get_context("spawn")),
)


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> tuple[Mapping[str, Drawing], Mapping[str, bytes]]:
    """What processes of our own make."""
    cache = tmp_path_factory.mktemp("cache")
    return draw(CHARTS, 2, cache), pictures(PICTURES, 1, cache)


@pytest.mark.parametrize("other", OTHERS, ids=["threads", "processes"])
def test_any_executor_gives_the_same_bytes(other: Callable[[], Executor], ours: object, tmp_path: Path) -> None:
    """As processes of our own do; what they have made is kept, and not made again."""
    with other() as inner, in_use(Alike(inner)):
        assert (draw(CHARTS, 2, tmp_path), pictures(PICTURES, 2, tmp_path)) == ours
    with in_use(Alike(inner)):  # it has gone home: whoever asks it for more is refused
        assert (draw(CHARTS, 2, tmp_path), pictures(PICTURES, 2, tmp_path)) == ours


def test_hands_with_another_version_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What they draw would be kept as if this version had drawn it."""
    monkeypatch.setattr(cluster, "code", iter(["min", "din"]).__next__)
    with ThreadPoolExecutor(1) as inner, in_use(Alike(inner)), pytest.raises(ChartError, match=r'"punkt".*annan version'):
        draw({"punkt": CHARTS["punkt"]}, 1, tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("address", "told"), [("kluster:8786", "ingen adress"), ("dask://", "ingen adress"), ("dask://127.0.0.1:9", "installerat")]
)
def test_a_cluster_that_cannot_be_asked_is_told_of(address: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In Swedish, and before anything is read."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UserError, match=told), hired(1, address, tmp_path):
        pass


class TestDask:
    """Only where Dask is installed: it is an extra."""

    def test_a_cluster_gives_the_same_bytes(self, ours: object, tmp_path: Path) -> None:
        """Two processes that the scheduler has."""
        distributed = pytest.importorskip("distributed", reason="Dask is an extra, which the locks leave out")
        with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as started:
            address = started.scheduler_address.replace("tcp://", "dask://")
            with hired(1, address, tmp_path) as executor:
                assert (draw(CHARTS, 2, tmp_path), pictures(PICTURES, 2, tmp_path)) == ours
                executor.shutdown()

    def test_a_cluster_that_does_not_answer_is_told_of(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The discard port of this machine, where nobody listens."""
        pytest.importorskip("distributed", reason="Dask is an extra, which the locks leave out")
        monkeypatch.setattr(cluster, "_ANSWER", 1.0)
        with pytest.raises(UserError, match="svarar inte"), hired(1, "dask://127.0.0.1:9", tmp_path):
            pass
