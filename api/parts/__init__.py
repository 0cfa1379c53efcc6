"""Parts of a department that is kept: one person, shift, area or row of cover at a time, or many by lines of JSON."""
