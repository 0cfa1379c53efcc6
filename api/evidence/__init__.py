"""Evidence packs: who stood where, holding what, verified when, as of a date; checkable without radroster's data."""
