"""The codings of articles for statistics, read from notes files with a cache."""
