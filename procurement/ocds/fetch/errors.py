"""What may go wrong between this machine and a service."""


class FetchError(Exception):
    """What ends a fetch; the message says what happened, and what to do where something can be done."""


class TooLargeError(FetchError):
    """An answer that is larger than what is read; a shorter window may hold less."""


class AgainError(FetchError):
    """What may be over when it is asked again: `status` as HTTP has it, 0 where nothing whole came.

    `retry_after` is the header of that name, as it came.
    """

    def __init__(self, message: str, status: int = 0, retry_after: str = "") -> None:
        super().__init__(message)
        self.status, self.retry_after = status, retry_after
