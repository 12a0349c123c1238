"""An SVG as PNG, drawn by resvg (`pip install 'dragoman[documents]'`)."""

from __future__ import annotations

from dragoman.present.fonts import font_files


def png(svg: str, zoom: float = 2.0) -> bytes:
    """The picture in pixels. zoom: pixels a unit. Raises ImportError with the way out when resvg is not installed."""
    try:
        import resvg_py
    except ImportError as error:
        raise ImportError("a PNG needs resvg: pip install 'dragoman[documents]'") from error
    files = [str(path) for path in font_files()]
    return bytes(
        resvg_py.svg_to_bytes(svg_string=svg, zoom=zoom, font_files=files or None, sans_serif_family="DejaVu Sans")
    )
