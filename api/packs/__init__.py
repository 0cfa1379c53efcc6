"""Rule packs: rules of a trade as data, shown, and fitted to a department."""
