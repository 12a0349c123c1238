"""How Sphinx makes the site. `make.py` calls it on the folder that it has laid out; nothing is fetched when pages are read."""

import dragoman

project = "Dragoman"
author = "the Dragoman authors"
release = version = dragoman.__version__
html_title = f"Dragoman {release}"
extensions = ["myst_parser"]
root_doc = "index"
myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence"]
html_theme = "furo"
html_copy_source = False
html_show_sphinx = False
html_show_copyright = False
html_theme_options = {"sidebar_hide_name": False, "navigation_with_keys": True}
exclude_patterns = ["**/*.md.in"]
# The lexer of shell marks what it cannot know; a word that it does not understand is no mistake of a page.
suppress_warnings = ["misc.highlighting_failure"]
html_use_index = False
