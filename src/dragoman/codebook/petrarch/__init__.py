"""Dictionaries of actors and agents in the form of TABARI, PETRARCH and PETRARCH2, read into tables of the codebook's own form.

The form is that of the PETRARCH2 documentation ("PETRARCH Dictionary Formats", MIT licence, as its dictionaries of countries and agents) and of
its reader; see `actors` and `agents`. No dictionary of theirs is shipped.
"""

from dragoman.codebook.petrarch.dictionary import Dictionary, read_dictionary
from dragoman.codebook.petrarch.tables import Made, make_tables

__all__ = ["Dictionary", "Made", "make_tables", "read_dictionary"]
