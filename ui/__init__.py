"""How people meet Citewell: the browser application and the command line."""
