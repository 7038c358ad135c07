"""Import run and import problem: what an import took, what it refused, and why."""

from django.db import models
from django.db.models import F, Q

from procurement.codelists import Code, Codelist

from . import fields

RUN_STATUS = Codelist(
    "run_status",
    Code("running", "Running", "It is under way."),
    Code("finished", "Finished", "It read every file to its end."),
    Code("refused", "Finished, files refused", "It left at least one file out as a whole."),
    Code("interrupted", "Interrupted", "It was stopped; the counts say how far it came."),
)
PROBLEM_KIND = Codelist(
    "problem_kind",
    Code("refused", "File refused", "Nothing of the file was taken."),
    Code("rejected", "Release rejected", "The release was not taken."),
    Code("noted", "Taken, with a note", "The release was taken, but for what is noted."),
    Code("review", "For people to review", "Who is who could not be told."),
)


class ImportRun(models.Model):
    """One run of the importer. Releases read = created + updated + unchanged + rejected."""

    started_at = models.DateTimeField(auto_now_add=True, help_text="When it began.")
    finished_at = models.DateTimeField(null=True, help_text="When it ended.")
    status = fields.code_field(RUN_STATUS, default="running", help_text="How it stands.")
    names = models.TextField(help_text="The files, one per line.")
    files = models.PositiveIntegerField(default=0, help_text="Files read to their end.")
    releases = models.PositiveIntegerField(default=0, help_text="Releases read.")
    created = models.PositiveIntegerField(default=0, help_text="First notices of new contracts.")
    updated = models.PositiveIntegerField(default=0, help_text="New notices of known contracts.")
    unchanged = models.PositiveIntegerField(default=0, help_text="Releases already held.")
    rejected = models.PositiveIntegerField(default=0, help_text="Releases not taken.")
    problems = models.PositiveIntegerField(default=0, help_text="Problems listed, of any kind.")
    milliseconds = models.PositiveBigIntegerField(default=0, help_text="How long it took.")
    demonstration = models.BooleanField(
        default=False, help_text="It loaded the demonstration record."
    )

    class Meta:
        ordering = ["-pk"]
        constraints = [
            fields.code_check("importrun", "status", RUN_STATUS),
            models.CheckConstraint(
                name="importrun_adds_up",
                condition=Q(releases=F("created") + F("updated") + F("unchanged") + F("rejected")),
                violation_error_message="Releases are created, updated, unchanged or rejected.",
            ),
        ]

    def __str__(self):
        return f"Import {self.pk}"


class ImportProblem(models.Model):
    """One thing that an import could not take as it stood: where, what, why, and what to do."""

    run = models.ForeignKey(
        ImportRun, models.CASCADE, related_name="problem_rows", help_text="The run that found it."
    )
    kind = fields.code_field(PROBLEM_KIND, help_text="What came of it.")
    file = models.TextField(help_text="The file, as it was named.")
    position = models.TextField(
        blank=True, help_text="Where in it: a JSON pointer, or line and column."
    )
    ocid = models.TextField(blank=True, help_text="The OCID of the release, where it has one.")
    release_id = models.TextField(blank=True, help_text="The id of the release, where it has one.")
    field = models.TextField(blank=True, help_text="The field that it is about.")
    value = models.TextField(blank=True, help_text="What stands there, cut and escaped.")
    reason = models.TextField(help_text="What is wrong with it.")
    advice = models.TextField(blank=True, help_text="What to do.")

    class Meta:
        ordering = ["pk"]
        constraints = [fields.code_check("importproblem", "kind", PROBLEM_KIND)]

    def __str__(self):
        return f"{self.file} {self.position}: {self.reason}"
