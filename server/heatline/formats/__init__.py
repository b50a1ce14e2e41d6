"""Files of other tools, to profiles and back: pure conversions of their text."""
