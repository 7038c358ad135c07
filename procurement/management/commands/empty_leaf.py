"""Take one statement out of what was published."""

from django.core.management.base import BaseCommand, CommandError

from procurement import actions

HISTORY = "The history of its working rows says no more of it either. "


class Command(BaseCommand):
    """`manage.py empty_leaf 7 "citation 9"`: says what would go; with --write and a reason, takes it out."""

    help = (
        "Take one statement of a contract out of its revisions, where the law demands it: its text and its salt,"
        " and what is cited for it. It cannot be undone. Without --write it says what would go."
    )

    def add_arguments(self, parser):
        parser.add_argument("contract", type=int, help="the number of the contract in its address")
        parser.add_argument(
            "leaf",
            help="its name: “claim 7”, “act 2”, “ground 4”, “citation 9”, “source 3”;"
            " “correction” for what corrections said",
        )
        parser.add_argument(
            "--revision", type=int, help="out of that revision alone; else out of all"
        )
        parser.add_argument("--reason", default="", help="why, in words that the public reads")
        parser.add_argument("--write", action="store_true", help="take it out")

    def handle(self, *args, contract, leaf, revision, reason, write, **options):
        try:
            found = actions.preview_emptying(contract, leaf, revision)
            self._say(found)
            if revision is None:
                keys = actions.keys_of_leaves(name for one in found for name in one.leaves)
                self.stdout.write(
                    f"History of working rows: {actions.count_entries(keys)} entries."
                )
            if not write:
                self.stdout.write("Nothing was changed. With --write it is taken out, for good.")
                return
            reason = reason or input("Why, in words that the public reads: ")
            actions.empty_leaf(contract, leaf, number=revision, reason=reason)
        except actions.Refused as refused:
            raise CommandError(" ".join(refused.problems)) from refused
        self.stdout.write(
            f"Taken out of {len(found)} revisions. {'' if revision else HISTORY}What editors wrote of it is still in"
            " the admin."
        )

    def _say(self, found):
        for one in found:
            self.stdout.write(f"{one.revision}: {', '.join(one.leaves)}")
            for name, said in one.said().items():
                self.stdout.write(f"  {name}: {str(said)[:200]}")
