"""Assistants: the ledger's answers over the Model Context Protocol, each with claim ids and spans."""
