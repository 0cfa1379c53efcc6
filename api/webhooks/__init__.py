"""Webhooks: other systems are told what happened, signed, at least once, and never more than they may know."""
