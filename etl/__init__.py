"""From a county's files to the tables that the dashboard shows."""
