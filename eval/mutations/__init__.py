"""Faults planted in the pipeline on purpose, to see whether a comparison catches and names them."""
