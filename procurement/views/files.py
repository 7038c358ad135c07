"""Files of any search: a query string in, all its rows out, as they are read."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from threading import BoundedSemaphore

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from procurement import public
from procurement.files.formats import JSON, FileFormat, Parts
from procurement.files.ocds import as_package
from procurement.filters import Listing, files

from . import errors, etags

PLAIN = "text/plain; charset=utf-8"
BUSY = "As many files are being downloaded as this site gives at once. Try again in some seconds.\n"
_AT_ONCE = BoundedSemaphore(settings.DOWNLOADS_AT_ONCE)
Make = Callable[[HttpRequest, Listing], HttpResponseBase]


def file_view(listed: Callable[..., Listing], make: Make, shapes: Sequence[str] = ()) -> Callable:
    """Give the view of a file: `make` gets a list that is asked for in words that it understands.

    `shapes` are those that the file has, where there are several.
    """

    @etags.list_page
    def view(request: HttpRequest) -> HttpResponseBase:
        listing = listed(request.GET)
        if problems := files.problems(listing, request.GET, shapes):
            return refused(request, problems)
        if settled := files.settled(listing, request.GET):
            return redirect(f"{request.path}{settled}", permanent=listing.is_moved)
        response = make(request, listing)
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return view


def file(listed: Callable[..., Listing], kind: FileFormat, ending: str) -> Callable:
    """Give the view of one kind of file of a list."""

    def make(request: HttpRequest, listing: Listing) -> HttpResponseBase:
        shape = files.shape(request.GET, shapes)
        if kind.most_rows and (count := listing.total) > kind.most_rows:
            return too_many(request, listing, count, kind.most_rows)
        name = f"{files.file_name(listing, public.today().isoformat(), shape)}.{ending}"
        return streamed(request, kind.media_type, partial(kind.shapes[shape], listing), name)

    shapes = list(kind.shapes)
    return file_view(listed, make, shapes)


def streamed(
    request: HttpRequest, media_type: str, write: Callable[[str], Parts], name: str
) -> HttpResponseBase:
    """Give a file whose first rows are read, and the others while they are fetched.

    Answers 503 while as many are given as may be at once: pages want threads too.
    """
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if request.method == "HEAD":
        return StreamingHttpResponse((), content_type=media_type, headers=headers)
    if not _AT_ONCE.acquire(blocking=False):
        return HttpResponse(BUSY, status=503, content_type=PLAIN, headers={"Retry-After": "5"})
    parts = Begun(write(site_of(request)), _AT_ONCE.release)
    return StreamingHttpResponse(parts, content_type=media_type, headers=headers)


def site_of(request: HttpRequest) -> str:
    """Give what the addresses of this site begin with, without a slash at the end."""
    return request.build_absolute_uri("/").rstrip("/")


@etags.list_page
def contract_ocds(request: HttpRequest, public_id: int) -> HttpResponse:
    """Give what notices say of one contract as a release package of OCDS."""
    row = public.contract_row(public_id)
    if row is None:
        return errors.missing(request, "contract", public_id)
    site = site_of(request)
    parts = as_package([row], site, f"{site}{request.path}")
    return HttpResponse(b"".join(parts), content_type=JSON, headers={"X-Robots-Tag": "noindex"})


class Begun:
    """A generator whose first part is made at once: what fails there is still answered in words.

    `ended` is called once, when it is closed, or fails there.
    """

    def __init__(self, parts: Parts, ended: Callable[[], None]) -> None:
        self._parts, self._ended = parts, ended
        try:
            self._first = next(parts, b"")
        except BaseException:
            self.close()
            raise

    def __iter__(self) -> Iterator[bytes]:
        yield self._first
        yield from self._parts

    def close(self) -> None:
        """End it, and with it what it reads, whether it is read to its end or not."""
        ended, self._ended = self._ended, lambda: None
        try:
            self._parts.close()
        finally:
            ended()


def too_many(request: HttpRequest, listing: Listing, count: int, most: int) -> HttpResponse:
    """Answer 400 with how many rows there are, and where all of them are to be had."""
    address = request.build_absolute_uri(f"{request.path.rpartition('.')[0]}.csv{listing.to_file}")
    said = f"This search finds {count:,}, and a workbook holds at most {most:,}. CSV has no limit: {address}\n"
    return HttpResponse(said, status=400, content_type=PLAIN)


def refused(request: HttpRequest, problems: list[dict]) -> HttpResponse:
    """Answer 400 with what is refused, as JSON or as plain text."""
    if errors.wants_json(request):
        told = {"error": "bad request", "problems": problems}
        return JsonResponse(told, status=400, json_dumps_params={"ensure_ascii": False})
    lines = [f"{one['parameter']}: {one['message']}\n" for one in problems]
    return HttpResponse("".join(lines), status=400, content_type=PLAIN)
