"""Tuning and export of the coder's encoder. PyTorch is used here only, never at run time."""
