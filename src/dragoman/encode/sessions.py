"""Networks run by onnxruntime: one thread or as many as are asked for, and the same answer each time."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats = NDArray[np.float32]
# Weights are made floats once at loading instead of at each run; idle threads would slow what numpy does between runs.
_SETTINGS = {"session.disable_quant_qdq": "1", "session.intra_op.allow_spinning": "0"}


def session_of(model: Path | bytes, threads: int = 0, weights: Mapping[str, Floats] | None = None) -> InferenceSession:
    """A network, ready to run. threads: 0 takes as many as OMP_NUM_THREADS says, else all cores.

    weights: by name, those that the file leaves open; it takes no others.
    """
    from onnxruntime import InferenceSession, OrtValue, SessionOptions

    options = SessionOptions()
    told = os.environ.get("OMP_NUM_THREADS", "")
    options.intra_op_num_threads = threads or (int(told) if told.isdigit() else 0)
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    for name, value in _SETTINGS.items():
        options.add_session_config_entry(name, value)
    if weights:
        values = [OrtValue.ortvalue_from_numpy(np.ascontiguousarray(value)) for value in weights.values()]
        options.add_external_initializers(list(weights), values)
    return InferenceSession(
        str(model) if isinstance(model, Path) else model, options, providers=["CPUExecutionProvider"]
    )
