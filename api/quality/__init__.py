"""Quality: control of equipment, figures with control limits, closings that follow from what was not done."""
