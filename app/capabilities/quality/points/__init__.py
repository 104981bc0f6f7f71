"""The points of a control chart: subgroups, single readings or counts in order of time."""
