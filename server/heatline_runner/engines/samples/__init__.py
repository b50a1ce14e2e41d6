"""Where a program is, two hundred times a second, as py-spy sees it from outside."""
