"""Publishing: work aside, one atomic switch, history, the last builds kept."""

from etl.publish.folder import current_build

__all__ = ["current_build"]
