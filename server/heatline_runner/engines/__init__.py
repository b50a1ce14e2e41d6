"""The engines: for each, how it measures inside the program (``measure``) and the tables that makes (``tables``)."""
