"""Plots as pure functions: rows in, a `Drawing` out, which is an SVG or the words for why there is none."""

from dragoman.present.plots.picture import Drawing

__all__ = ["Drawing"]
