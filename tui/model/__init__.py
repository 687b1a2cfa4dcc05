"""Values and pure functions: no input or output, nothing of the other packages."""
