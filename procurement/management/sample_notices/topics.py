"""What public bodies buy: a category word of the common vocabulary, and who sells it."""

from typing import NamedTuple


class Topic(NamedTuple):
    """One kind of purchase."""

    cpv: str
    name: str
    category: str
    trade: int
    sectors: str
    objects: tuple[str, ...]


TRADES = """
    Digital Systems Software Data Networks Technologies
    Construction Building Contractors Developments Groundworks Joinery
    Care Homecare Support Wellbeing Nursing Fostering
    Catering Foods Provisions Kitchens Produce Bakery
    Facilities Cleaning Maintenance Property Janitorial Grounds
    Transport Coaches Logistics Fleet Travel Haulage
    Consulting Advisory Research Insight Strategy Associates
    Energy Power Heating Renewables Lighting Utilities
    Medical Diagnostics Surgical Healthcare Pharma Laboratories
    Learning Training Education Skills Tuition Coaching
    Security Guarding Protection Surveillance Alarms Safeguard
    Environmental Recycling Waste Ecology Water Landscapes
    Supplies Print Furniture Stationery Textiles Workwear
    Engineering Highways Surveying Structures Rail Marine
    Legal Audit Accountancy Insurance Actuarial Solicitors
    Recruitment Staffing Resourcing People Workforce Payroll
""".strip().splitlines()
TRADE_WORDS = [line.split() for line in TRADES]
# the most that one contract with each trade is worth, in millions of pounds
MOST = [60, 90, 40, 15, 40, 45, 4, 60, 35, 6, 15, 60, 8, 75, 3, 12]

# cpv | name | category | trade | sectors (* is every one), and below them the objects
TABLE = """
72000000|IT services|services|0|*
    case management system; records platform; digital service desk; hosted data platform
48000000|Software package and information systems|goods|0|*
    finance system; scheduling software; asset register software; library management software
72260000|Software-related services|services|0|*
    application support; online forms service; workflow automation; systems integration
72400000|Internet services|services|0|*
    website redesign; public wireless network; broadband connections; web hosting
30200000|Computer equipment and supplies|goods|0|*
    laptops and docking stations; classroom tablets; server hardware; display screens
64200000|Telecommunications services|services|0|*
    voice and contact centre service; mobile telephony; radio network support; resilient data lines
48800000|Information systems and servers|goods|0|hcp
    clinical imaging archive; control room system; electronic observations system; evidence management system
45000000|Construction work|works|1|*
    depot extension; accessible entrance works; boundary wall repairs; office refurbishment
45210000|Building construction work|works|1|cueh
    primary school extension; sports hall; community centre; supported living scheme
45260000|Roof works and other special trade construction works|works|1|*
    roof replacement; window renewal; external cladding repairs; chimney repairs
45450000|Other building completion work|works|1|cueh
    planned redecoration; kitchen and bathroom renewals; void property works; fire door replacement
45214000|Construction work for buildings relating to education and research|works|1|eu
    science laboratory; nursery building; student residence; teaching block
85000000|Health and social work services|services|2|ch
    home care; extra care support; short breaks for carers; reablement service
85300000|Social work and related services|services|2|c
    fostering placements; family support service; young carers service; supported housing
85310000|Social work services|services|2|ch
    advocacy service; befriending service; independent visitors; substance recovery service
85320000|Social services|services|2|c
    homelessness prevention service; money advice service; refugee welcome service; youth outreach
85100000|Health services|services|2|ch
    community nursing; talking therapies; stop smoking service; health visiting
55500000|Canteen and catering services|services|3|*
    school meals; staff restaurant; patient catering; hospitality catering
15000000|Food, beverages, tobacco and related products|goods|3|cehp
    fresh fruit and vegetables; bread and morning goods; frozen foods; dairy products
39310000|Catering equipment|goods|3|cehu
    commercial ovens; dishwashing machines; kitchen equipment; cold room units
90910000|Cleaning services|services|4|*
    building cleaning; window cleaning; deep cleaning of kitchens; graffiti removal
50700000|Repair and maintenance services of building installations|services|4|*
    lift maintenance; boiler servicing; alarm maintenance; automatic door servicing
77300000|Horticultural services|services|4|cueh
    grass cutting; tree surgery; grounds maintenance; planting of parks
70300000|Real estate agency services|services|4|cdh
    estate management; property valuation; tenancy management; land disposal advice
79993000|Building and facilities management services|services|4|*
    total facilities management; reception and portering; estate helpdesk; office moves
60100000|Road transport services|services|5|ceh
    home to school transport; passenger transport for adults; community minibuses; subsidised bus routes
34100000|Motor vehicles|goods|5|*
    electric vans; refuse collection vehicles; response vehicles; minibuses
50100000|Repair and maintenance services of vehicles|services|5|cpdh
    fleet maintenance; tyre fitting; vehicle recovery; body repairs
60000000|Transport services (excl. Waste transport)|services|5|chd
    courier service; non-emergency patient transport; archive collection; pool cars
63000000|Supporting and auxiliary transport services; travel agencies services|services|5|*
    travel booking; parking enforcement; civil parking systems; warehouse service
79400000|Business and management consultancy and related services|services|6|*
    transformation partner; options appraisal; commercial advice; programme assurance
79300000|Market and economic research; polling and statistics|services|6|*
    residents' survey; labour market study; housing needs assessment; customer panel
73000000|Research and development services|services|6|uhd
    clinical trial support; coastal change study; pilot evaluation; materials research
79340000|Advertising and marketing services|services|6|*
    recruitment campaign; tourism campaign; media buying; behaviour change campaign
79950000|Exhibition, fair and congress organisation services|services|6|cdu
    conference management; festival production; careers fair; winter lights event
09300000|Electricity, heating, solar and nuclear energy|goods|7|*
    electricity supply; half-hourly power; heat network connection; renewable power purchase
09330000|Solar energy|goods|7|cueh
    rooftop solar panels; battery storage; solar car port; solar farm
34990000|Control, safety, signalling and light equipment|goods|7|c
    street lighting; traffic signals; illuminated signs; pedestrian crossings
71314000|Energy and related services|services|7|*
    energy audits; decarbonisation plan; metering service; heat pump design
33100000|Medical equipments|goods|8|h
    patient monitors; ultrasound scanners; operating tables; infusion pumps
33600000|Pharmaceutical products|goods|8|h
    vaccines; compounded medicines; homecare medicines; wound dressings
33696500|Laboratory reagents|goods|8|hu
    blood science reagents; sequencing reagents; point of care tests; culture media
33190000|Miscellaneous medical devices and products|goods|8|ch
    community equipment; mobility aids; hospital beds; pressure care mattresses
50400000|Repair and maintenance services of medical and precision equipment|services|8|hu
    imaging equipment maintenance; steriliser servicing; microscope servicing; dialysis equipment support
80000000|Education and training services|services|9|*
    apprenticeship training; adult skills courses; leadership programme; language tuition
80500000|Training services|services|9|*
    first aid training; driver training; safeguarding training; digital skills training
80100000|Primary education services|services|9|ce
    music tuition; alternative provision; swimming lessons; forest school
39162000|Educational equipment|goods|9|eu
    laboratory benches; learning resources; interactive panels; playground equipment
79710000|Security services|services|10|*
    manned guarding; mobile patrols; key holding; event stewarding
35120000|Surveillance and security systems and devices|goods|10|*
    closed circuit cameras; access control; body worn cameras; intruder alarms
35110000|Firefighting, rescue and safety equipment|goods|10|p
    breathing apparatus; rescue boats; protective helmets; thermal cameras
90500000|Refuse and waste related services|services|11|c
    kerbside recycling; food waste treatment; garden waste collection; bulky waste collection
90700000|Environmental services|services|11|cd
    air quality monitoring; habitat surveys; flood risk modelling; river restoration
45240000|Construction work for water projects|works|11|cd
    sea wall repairs; culvert replacement; harbour dredging; flood embankment
65100000|Water distribution and related services|services|11|*
    water hygiene testing; leak detection; drainage maintenance; legionella control
39100000|Furniture|goods|12|*
    office furniture; classroom furniture; reception seating; shelving and storage
30190000|Various office equipment and supplies|goods|12|*
    stationery; print devices; copier paper; postal scales
79800000|Printing and related services|services|12|*
    ballot printing; bulk mail; leaflet printing; signs and banners
18100000|Occupational clothing, special workwear and accessories|goods|12|chp
    uniforms; protective clothing; safety footwear; high visibility clothing
45230000|Construction work for highways, roads, airfields and railways|works|13|c
    carriageway resurfacing; cycle route; bridge strengthening; junction improvement
71300000|Engineering services|services|13|*
    structural inspections; ground investigation; transport modelling; design of a relief road
71200000|Architectural and related services|services|13|*
    architect-led design team; master plan; conservation plan; space planning
71500000|Construction-related services|services|13|*
    cost management; clerk of works; project management; condition surveys
79100000|Legal services|services|14|*
    legal advice; conveyancing; licensing advice; employment law advice
66500000|Insurance and pension services|services|14|*
    motor insurance; property insurance; pension administration; claims handling
79200000|Accounting, auditing and fiscal services|services|14|*
    internal audit; grant certification; tax advice; treasury advice
79600000|Recruitment services|services|15|*
    temporary staff; executive search; supply teachers; locum cover
79620000|Supply services of personnel including temporary staff|services|15|hce
    agency nurses; interim managers; seasonal workers; care staff bank
79211110|Payroll management services|services|15|*
    payroll service; staff benefits scheme; expenses system; occupational health
""".strip()


def topics() -> list[Topic]:
    """Give every topic of the table."""
    lines = TABLE.splitlines()
    return [_topic(*pair) for pair in zip(lines[::2], lines[1::2], strict=True)]


def by_sector(every: list[Topic]) -> dict[str, list[Topic]]:
    """Give, for each sector, the topics that its buyers buy."""
    return {
        sector: [topic for topic in every if topic.sectors == "*" or sector in topic.sectors]
        for sector in "cuehpd"
    }


def _topic(facts: str, objects: str) -> Topic:
    cpv, name, category, trade, sectors = facts.split("|")
    return Topic(cpv, name, category, int(trade), sectors, tuple(objects.strip().split("; ")))
