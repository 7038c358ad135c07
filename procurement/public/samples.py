"""The demonstration record steps back once a real contract is public."""

from django.db import connection
from django.db.models import Exists, Q

from procurement import search
from procurement.models import PublicContract


def has_real() -> bool:
    """Say whether any contract beyond the demonstration record is public. One query."""
    return PublicContract.objects.filter(is_sample=False).exists()


def standing() -> tuple[bool, dict[str, str]]:
    """Give whether a real contract is public, and {code: name} of the grounds that acts rest on.

    One query; once a real contract is public, the grounds of the demonstration record alone are
    left out.
    """
    with connection.cursor() as cursor:
        cursor.execute(_STANDING)
        rows = cursor.fetchall()
    real = any(code is None for code, _, _ in rows)
    grounds = [(code, name) for code, name, sample in rows if code and not (sample and real)]
    return real, dict(sorted(grounds, key=lambda one: (search.fold(one[1]), one[1], one[0])))


# From each code to the next in the index of them: acts may rest on a ground ten thousand times. Of a
# ground that was renamed, the name is that of the newest act.
_STANDING = """
    WITH RECURSIVE codes (ground) AS (
        SELECT min(ground) FROM procurement_publicinterventionground
        UNION ALL
        SELECT (SELECT min(g.ground) FROM procurement_publicinterventionground AS g
                WHERE g.ground > codes.ground)
        FROM codes WHERE codes.ground IS NOT NULL
    )
    SELECT NULL, '', NULL WHERE EXISTS (
        SELECT 1 FROM procurement_publiccontract WHERE NOT is_sample
    )
    UNION ALL
    SELECT ground,
        (SELECT g.name FROM procurement_publicinterventionground AS g
         WHERE g.ground = codes.ground ORDER BY g.intervention_id DESC LIMIT 1),
        NOT EXISTS (
            SELECT 1 FROM procurement_publicinterventionground AS g
            JOIN procurement_publicintervention AS i ON i.id = g.intervention_id
            WHERE g.ground = codes.ground AND NOT i.is_sample
        )
    FROM codes WHERE ground IS NOT NULL
"""


def without_samples(rows, is_sample="is_sample"):
    """Leave the demonstration record out once a real contract is public, as lists do."""
    real = PublicContract.objects.filter(is_sample=False)
    return rows.filter(Q(**{is_sample: False}) | ~Exists(real))
