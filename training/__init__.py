"""How each shipped model was made; not part of the installed program."""
