"""Fuzzing of the readers: what holds for any file, seeds to start from, and a script for long runs."""
