"""Reads sources into a ledger by a cluster: the same ledger as by one machine, taken in from the chunks' files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from dragoman.library.bulk import read_by_crew
from dragoman.library.cluster import Cluster, ClusterError
from dragoman.library.coding import Coding
from dragoman.library.reading import Intake, Progress, Source
from dragoman.library.workers import Limits


def read_by_cluster(
    intake: Intake,
    coding: Coding,
    address: str,
    chunks: str | Path | None,
    limits: Limits | None,
    items: Iterable[Source],
    progress: Progress | None = None,
) -> None:
    """Codes what is new by the cluster. chunks: the folder of its files, which are kept there; without one they lie beside the ledger's
    file until they are in it. Raises ClusterError and StoreError.
    """
    folder = Path(chunks) if chunks is not None else _beside(intake.store.path)
    with Cluster(coding, address, folder, limits or Limits(), lambda problem: intake.report.add([problem])) as cluster:
        read_by_crew(intake, cluster, items, progress)
    if chunks is None:
        cluster.forget()


def _beside(ledger: str) -> Path:
    path = Path(ledger)
    if not path.is_file():
        raise ClusterError("cluster.folder", ledger)
    return path.with_name(f"{path.name}.chunks")
