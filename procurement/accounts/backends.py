"""Who can come in at all: staff whose account is open."""

from allauth.account.auth_backends import AuthenticationBackend


class StaffBackend(AuthenticationBackend):
    """Name and password of staff.

    A closed account, and one of no staff, is answered like a wrong password; one that is closed is
    out with its next request.
    """

    def user_can_authenticate(self, user):
        return user.is_staff and super().user_can_authenticate(user)

    @classmethod
    def _stash_user(cls, user):
        # allauth would show those whose password is right and whose account is closed a page that says so.
        return super()._stash_user(None)
