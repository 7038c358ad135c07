"""Areas of Wales and Scotland, as their publishers state places of delivery.

Source: NUTS of 2016, levels 2 and 3 (Commission Regulation (EU) 2016/2066). The codes of the International
Territorial Levels begin with TL, and have other areas since 2025: they are not read by this list.
"""

_AREAS = """
UKL1   West Wales and The Valleys
UKL11  Isle of Anglesey
UKL12  Gwynedd
UKL13  Conwy and Denbighshire
UKL14  South West Wales
UKL15  Central Valleys
UKL16  Gwent Valleys
UKL17  Bridgend and Neath Port Talbot
UKL18  Swansea
UKL2   East Wales
UKL21  Monmouthshire and Newport
UKL22  Cardiff and Vale of Glamorgan
UKL23  Flintshire and Wrexham
UKL24  Powys
UKM5   North Eastern Scotland
UKM50  Aberdeen City and Aberdeenshire
UKM6   Highlands and Islands
UKM61  Caithness and Sutherland, and Ross and Cromarty
UKM62  Inverness and Nairn, and Moray, Badenoch and Strathspey
UKM63  Lochaber, Skye and Lochalsh, Arran and Cumbrae, and Argyll and Bute
UKM64  Na h-Eileanan Siar (Western Isles)
UKM65  Orkney Islands
UKM66  Shetland Islands
UKM7   Eastern Scotland
UKM71  Angus and Dundee City
UKM72  Clackmannanshire and Fife
UKM73  East Lothian and Midlothian
UKM75  City of Edinburgh
UKM76  Falkirk
UKM77  Perth and Kinross, and Stirling
UKM78  West Lothian
UKM8   West Central Scotland
UKM81  East Dunbartonshire, West Dunbartonshire, and Helensburgh and Lomond
UKM82  Glasgow City
UKM83  Inverclyde, East Renfrewshire, and Renfrewshire
UKM84  North Lanarkshire
UKM9   Southern Scotland
UKM91  Scottish Borders
UKM92  Dumfries and Galloway
UKM93  East Ayrshire and North Ayrshire mainland
UKM94  South Ayrshire
UKM95  South Lanarkshire
"""

AREAS: dict[str, str] = {
    code: name.strip()
    for code, _, name in (line.partition(" ") for line in _AREAS.strip().splitlines())
}
