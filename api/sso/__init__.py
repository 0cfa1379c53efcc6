"""Single sign-on: users of the service sign in at the house's own OpenID Connect provider."""
