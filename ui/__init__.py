"""What the pages share. Nothing here computes a figure that a mart holds; it asks, words and draws."""
