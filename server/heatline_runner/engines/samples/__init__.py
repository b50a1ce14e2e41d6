"""Where a program is, a hundred times a second, as py-spy sees it from outside."""
