"""Figures that changed after the report was edited in Word → tracked changes in the edited file."""
