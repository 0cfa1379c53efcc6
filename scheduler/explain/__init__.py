"""Why a roster is not possible, or not better: reasons in words and money."""
