"""The order of the rooms for new figures in a report that was edited in Word."""
