"""Web pages for tests."""

from decode.reading import ENGLISH

BODY = (
    f"<p>{ENGLISH} They met in Beijing on Sunday, the ministry said in a statement after the talks.</p>"
    "<p>The ministers will meet again in May &amp; a second round of talks will follow in Tokyo later this year.</p>"
)
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Ministers agree | Foreign Ministry</title>
<meta property="og:title" content="Ministers agree"><meta property="og:site_name" content="Foreign Ministry">
<meta property="article:published_time" content="2023-04-02T23:30:00+09:00"><meta name="author" content="Jane Roe">
<script>var hidden = "The minister was in the script.";</script></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>Ministers agree</h1>{BODY}</article>
<section id="comments"><h2>Comments</h2><p>I disagree with everything that the ministers said here, writes a reader.</p></section>
<footer><p>Copyright of the ministry</p></footer></body></html>"""
