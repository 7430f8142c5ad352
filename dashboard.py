"""The frame: navigation, what stands around every page, then the page. Reads nothing but the build's own row."""

from ui import frame, navigation, viewport

chosen = navigation.choose()
frame.settle()
frame.enter(chosen)
chosen.page.run()
viewport.watch()
