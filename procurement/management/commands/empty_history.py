"""Take out what the history of working rows kept of one of them."""

from django.core.management.base import BaseCommand, CommandError

from procurement import actions


class Command(BaseCommand):
    """`manage.py empty_history stakeholder-4`: says how much would go; with --write and a reason, takes it out."""

    help = (
        "Take out what the history of working rows kept of a row and of all beneath it, where the law demands it, with"
        " notes and submissions about it, and the text that was pasted of a source. It cannot be undone, nor can"
        " anything of it be put back. Without --write it says how much would go. What was published is taken out by"
        " empty_leaf; what the row says now, in the admin."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "key",
            help="its key: “claim-7”, “intervention-2”, “citation-9”, “source-3”, “stakeholder-4”, “note-5”,"
            " “submission-6”",
        )
        parser.add_argument("--reason", default="", help="why, for the log")
        parser.add_argument("--write", action="store_true", help="take it out")

    def handle(self, *args, key, reason, write, **options):
        try:
            if not write:
                self.stdout.write(f"{actions.count_entries([key])} entries.")
                for one in actions.texts_of(key):
                    self.stdout.write(f"  {one._meta.model_name}-{one.pk}: {one}")
                self.stdout.write(
                    "Nothing was changed. With --write what they say is taken out, for good."
                )
                return
            emptied = actions.empty_history(key, reason=reason or input("Why, for the log: "))
        except actions.Refused as refused:
            raise CommandError(" ".join(refused.problems)) from refused
        self.stdout.write(f"Taken out of {emptied} entries.")
