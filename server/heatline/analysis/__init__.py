"""What the figures of a profile mean: shares, heat, and where each line stands in the text as it is now."""
