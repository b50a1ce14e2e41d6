"""The subcommands of ``heatline``, one file each."""
