"""The pages of the service: planners make, edit and publish rosters in them, staff see their shifts."""
