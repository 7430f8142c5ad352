"""The frame: navigation, what stands around every page, then the page. Reads nothing but the build's own row."""

from ui import frame, navigation, viewport

page, filters = navigation.choose()
frame.settle()
build = frame.build_or_stop()
frame.sidebar(build)
frame.begin(build, filters)
page.run()
viewport.watch()
