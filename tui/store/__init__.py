"""Notes and codebooks on disk: plain TOML, written so that nothing is lost."""
