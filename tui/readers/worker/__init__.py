"""Runs the converters in a separate process with limits on memory and time.

The parsers of HTML, EPUB, DOCX, email and PDF are large programs that parse untrusted input. One
process converts many files, so that the cost of starting it is paid once. It is started when the
first file is converted, replaced after it crashed or was stopped, and ends with the program.

The two processes share an unnamed file: the client writes the content of an article to it, and the
server its answer, a JSON object (see `answers`). Only short lines pass through the pipes, so that
neither process blocks on a full pipe: requests (JSON objects) go to the server's standard input;
"at SHARE", "answered stays" or "answered leaves" come from its standard error.
"""
