"""Converters run in a process of their own, within limits of memory and time.

The parsers of HTML, EPUB, DOCX, mail and PDF are large programs that read what strangers made. One
process serves one file after another, so that starting it costs once. It is started when the
first file is converted, replaced where it ended or was stopped, and ends with the program.

The two processes share an unnamed file: the client writes the content of an article to it, and the
server its answer, a JSON object (see `answers`). Only short lines pass through the pipes, so that
neither process ever waits for the other to empty one: a request (a JSON object) to the server's
standard input; "at SHARE", "answered stays" or "answered leaves" from its standard error.
"""
