"""(Result, Catalogue) -> bytes or text; one file per format."""
