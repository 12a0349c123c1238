"""The one place that loads an encoder: sentences → vectors of their words, and the scores of the heads over them."""

from dragoman.encode.encoder import Encoder, load_encoder
from dragoman.encode.heads import Heads, Labels, load_heads
from dragoman.encode.vectors import Vectors
from dragoman.encode.weights_files import WeightsError, fingerprint

__all__ = ["Encoder", "Heads", "Labels", "Vectors", "WeightsError", "fingerprint", "load_encoder", "load_heads"]
