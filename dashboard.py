"""The frame: navigation, what stands around every page, then the page. Reads nothing but the build's own row."""

from ui import appearance, frame, held_view, language, maps, navigation, sheet, viewport

language.settle()
chosen = navigation.choose()
frame.settle()
frame.enter(chosen)
appearance.switch()
chosen.page.run()
viewport.watch()
held_view.keep(*maps.KEYS)
sheet.lay()
