"""Invented places: compound names, and addresses whose postcodes no real area uses."""

from .chance import listed

STARTS = listed("""
    Amblen Arkel Astrel Belvin Birsen Brackel Bramel Brennor Cardel Carrin Corvel Cranel Dagmer
    Delvin Dorrel Dunmer Ellor Elstra Fennor Forrel Galven Gorsel Grellin Halvor Harkel Hesker
    Holver Ibrin Ingrel Jarren Kelmor Kirvel Larken Lorrin Lunder Marsen Mervin Mossen Nethel
    Norrin Orrin Oskel Ostrel Pellin Penrin Quarren Quellin Raskel Rennor Rusvel Selmor Skellin
    Strevel Tarven Thorrel Torvin Ulver Varlen Wendrel Wharlen Wrennel Yarrel Yorvin Zellin
""")
ENDINGS = listed("""
    beck bourne brook bury caster combe cross dale dean fell fleet fold garth gate ham holme
    hurst law leigh ley marsh mere moor mouth ness pool rigg shaw stead stoke stow thorpe
    thwaite ton water well wick wold wood worth
""")
STREETS = listed("""
    Tannery Ropewalk Foundry Granary Millrace Lantern Orchard Causeway Priory Maltings Quayside
    Saddler Weaver Chandler Cooper Beacon Wharf Brickfield Meadow Almoner
""")
WAYS = ["Road", "Street", "Lane", "Way", "Square", "Court"]
REGIONS = ["North", "South", "East", "West", "Midlands", "Coast", "Valley", "Uplands"]
NUMBER = len(STARTS) * len(ENDINGS)


def place(number: int) -> str:
    """Give the name of a place; each number below `NUMBER` has its own."""
    start, ending = divmod(number % NUMBER, len(ENDINGS))
    return STARTS[start] + ENDINGS[ending]


def street(number: int) -> str:
    """Give the first line of an address."""
    name, way = STREETS[number % len(STREETS)], WAYS[number // 7 % len(WAYS)]
    return f"{number % 89 + 1} {name} {way}"


def postcode(number: int) -> str:
    """Give a postcode in an area that does not exist."""
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    last = letters[number // 9 % 20] + letters[number // 180 % 20]
    return f"ZX{number % 89 + 1} {number % 9 + 1}{last}"


def region(number: int) -> str:
    """Give the region that a place lies in."""
    return REGIONS[number % len(REGIONS)]
