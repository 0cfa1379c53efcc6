"""Who did what, when and why: a chain of events in which nothing can be changed unseen."""
