"""Pages on which all but the lines is filled in: names, units, projects, last year, ceilings."""
