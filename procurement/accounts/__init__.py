"""Who comes in: logins, second factors, the throttle, sessions, and what a lost session had typed."""
