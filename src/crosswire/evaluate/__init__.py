"""One scorer per task, with floors."""
