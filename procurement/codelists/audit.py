"""What the log of accounts and of what they did knows of, and what the throttle of logins counts."""

from .codelist import Code, Codelist

AUDIT = Codelist(
    "audit",
    Code("login", "Logged in", "Came in, with every step that was asked for."),
    Code("login_failed", "Login failed", "Name or password were not right, or it was a closed account."),
    Code("code_failed", "Code failed", "The password was right; the code or the key of the second factor was not."),
    Code("locked", "Locked", "As many failed as may: the next are refused, for as long as that is so."),
    Code("login_locked", "Login refused", "Not looked at: too many had failed before."),
    Code("logout", "Logged out", "Ended the own session."),
    Code("session_ended", "Session ended", "Ended by time, by its owner from elsewhere, or by an administrator."),
    Code("reset_refused", "Reset refused", "Not looked at: too many links had been asked for before."),
    Code("reset_asked", "Reset asked for", "A link to set a new password was asked for."),
    Code("reset", "Password reset", "A new password was set by a link."),
    Code("password_changed", "Password changed", "A new password was set with the old one."),
    Code("second_factor_added", "Second factor added", "An app, a key or recovery codes were set up."),
    Code("second_factor_removed", "Second factor removed", "An app, a key or recovery codes were taken away."),
    Code("confirmed", "Confirmed", "Gave the password or a code once more, before a change to the account."),
    Code("recovery_code_used", "Recovery code used", "Came in by one of the codes kept for emergencies."),
    Code("account_opened", "Account opened", "An account was made."),
    Code("account_closed", "Account closed", "Nobody can come in by it any more."),
    Code("account_reopened", "Account reopened", "It can be used again."),
    Code("account_changed", "Account changed", "Its name or its address for mail changed."),
    Code("role_changed", "Role changed", "What the account may do changed."),
    Code("published", "Published", "A contract, a party or a source was published."),
    Code("withdrawn", "Withdrawn", "A contract was taken out of the public record."),
    Code("put_back", "Put back", "What an earlier revision said was published again."),
    Code("merged", "Merged", "Two parties were made one."),
    Code("set_apart", "Award set apart", "An award that the rules take for another was said to be no other."),
    Code("put_together", "Award put together", "That an award is no other was taken back."),
    Code("emptied", "Emptied", "A statement was taken out of what had been published."),
    Code("unmerged", "Merge undone", "Two parties are two again."),
)  # fmt: skip

LOGIN_FAILURE = Codelist(
    "login_failure",
    Code("password", "Password", "A name with its password was tried."),
    Code("code", "Code", "The password was right, and the code was not."),
    Code("reset", "Reset", "A link to set a new password was asked for."),
    Code("together", "Together", "Name, password and code were tried together; the password was wrong."),
    Code("together_code", "Code, together", "They were tried together; the password was right."),
)
