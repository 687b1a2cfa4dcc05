"""Tests of what the command line and the screen share."""
