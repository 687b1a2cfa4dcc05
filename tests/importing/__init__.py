"""Tests of tui.importing."""
