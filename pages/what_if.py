"""What if scored so."""

from ui.frame import here

here()
