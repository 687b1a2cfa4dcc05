"""Names of files that the program writes and must recognize when it reads a folder."""

NOTES_SUFFIX = ".notes.toml"
"""The end of the name of a notes file, after the name of its article."""

CODEBOOK_NAME = "codebook.toml"

DOSSIER_NAME = "dossier.toml"

EXPORT_MARKER = ".reader-export.json"
"""The file in a folder that an export wrote; Markdown files in such a folder are no articles."""
