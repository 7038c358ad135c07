"""The words of descriptions, the commonest first; and the patterns they are put in."""

from .chance import listed

THINGS = listed("""
    service contract requirement specification programme project site building system process
    report plan delivery equipment stock data record review inspection repair installation
    upgrade replacement visit schedule budget handover survey assessment design workshop
    training audit meeting invoice purchase-order warranty licence platform portal helpdesk network vehicle
    depot store kitchen ward classroom office forecourt yard boundary roof boiler pump valve meter
    sensor camera alarm barrier gate door window corridor lift stairwell car-park footpath bridge
    culvert embankment drain tank pipe duct cable cabinet server laptop tablet handset archive
    register ledger catalogue calendar rota timetable route journey booking referral caseload
    enquiry complaint incident hazard outage backlog milestone deliverable prototype pilot trial
    evaluation benchmark baseline forecast model drawing sample specimen reagent dressing garment
    uniform helmet glove mattress hoist ramp handrail shelter bench planter hedge orchard meadow
    woodland reservoir harbour jetty slipway turbine battery inverter substation transformer
    luminaire signal sign crossing kerb carriageway verge junction roundabout cycleway bus minibus
    trailer tractor mower bin container skip compactor pallet parcel leaflet banner ballot envelope
    questionnaire interview seminar module course placement apprenticeship qualification
    certificate accreditation policy procedure protocol agreement framework lot variation
    extension exit-plan transition mobilisation demobilisation lease tenancy void dwelling
    bungalow flat terrace estate neighbourhood parish hall library museum gallery kiln pool
    gymnasium pavilion pitch playground allotment cemetery market arcade quay warehouse laboratory
    theatre-suite clinic surgery pharmacy ambulance stretcher monitor scanner ventilator nursery
    crèche hostel refuge canteen menu recipe allergen ingredient crate freezer oven dishwasher
    mast antenna router firewall backup dataset interface dashboard workflow template form letter
    bulletin newsletter campaign festival exhibition conference stall marquee stage grandstand
""")
QUALITIES = listed("""
    new existing current additional routine planned reactive annual quarterly monthly weekly daily
    local regional central specialist qualified experienced suitable accessible secure reliable
    sustainable efficient affordable flexible integrated digital mobile remote temporary permanent
    seasonal urgent essential complex simple small medium large single multiple independent joint
    shared common standard bespoke modern historic listed rural urban coastal residential
    commercial clinical technical financial legal environmental structural mechanical electrical
    thermal acoustic visual tactile printed recorded certified accredited insured licensed
    registered approved preferred reserved indicative detailed outline interim final initial
    subsequent continuous intermittent overnight weekend emergency preventive corrective statutory
    voluntary mandatory optional recyclable reusable renewable low-carbon net-zero energy-saving
    water-tight fire-rated slip-resistant weatherproof tamper-proof hard-wearing washable portable
    fixed modular prefabricated adaptable interoperable cloud-hosted on-site off-site in-house
""")
ACTS = listed("""
    provide deliver supply install maintain repair replace review design test inspect manage
    support operate monitor upgrade extend refurbish renew clean collect transport store record
    report assess survey train advise evaluate commission calibrate decommission migrate configure
    host integrate document catalogue audit certify insure recruit schedule coordinate plan
    procure resource mobilise supervise remove dispose recycle recover restore protect strengthen
    insulate ventilate drain resurface repaint landscape plant prune mow water fence light heat
""")
GROUPS = listed("""
    residents pupils patients staff tenants visitors carers learners students commuters drivers
    councillors teachers nurses officers volunteers families apprentices jobseekers leaseholders
    shopkeepers farmers anglers walkers cyclists passengers readers users managers technicians
    engineers cleaners caretakers porters clerks auditors wardens rangers librarians curators
""")
AIMS = listed("""
    safety quality value resilience access continuity capacity comfort privacy accuracy efficiency
    wellbeing inclusion transparency accountability performance reliability security hygiene
    attendance independence prevention recovery biodiversity decarbonisation accessibility
    responsiveness consistency compliance confidence durability simplicity openness punctuality
""")
ENDS = listed("""
    based led wide ready facing related specific focused approved funded owned managed assisted
    supported linked centred
""")
PATTERNS = [
    "The supplier will {act} the {quality} {thing} and {act} each {thing} for {group}.",
    "It covers the {thing}, the {thing} and any {quality} {thing} at the {place} site.",
    "{Group} and {group} are to have {quality} {thing} support with {aim} in mind.",
    "Bidders must {act} a {quality} {thing} and show how they will {act} the {thing}.",
    "A {compound} approach to {aim} and {aim} is expected from the first day.",
    "The {quality} {thing} in {place} is to be taken over without loss of {aim}.",
    "Each {thing} is recorded, and a {quality} {thing} goes to the authority every month.",
    "The work includes a {quality} {thing}, {compound} {thing} checks and a final {thing}.",
    "Tenders are judged on {aim}, on {aim} and on price.",
    "There is no guarantee of any {thing}, and the {quality} {thing} may change.",
    "The authority will {act} its own {thing} and keep the {compound} {thing}.",
    "Where a {thing} fails, the supplier is to {act} it within two working days.",
    "Sites lie in {place}, {place} and {place}.",
    "The {compound} {thing} must work with the {quality} {thing} that {group} use today.",
    "Social value: {aim}, local jobs for {group} and a {quality} {thing} in {place}.",
    "An earlier {thing} at {place} showed the need for {quality} {thing} and {aim}.",
    "The supplier reports on {aim} to {group} and agrees a {compound} {thing}.",
    "Lots may be let singly; a {quality} {thing} and a {compound} {thing} are optional.",
]
OPENINGS = [
    "{buyer} is buying {object} for {place} and the places around it.",
    "This contract is for {object}, needed by {buyer} over {months} months.",
    "{buyer} needs {object} to serve {group} in {place}.",
    "The purpose of this contract is {object} across {place}, with {aim} as its measure.",
    "{buyer} seeks one or more suppliers of {object} for {months} months.",
    "Supply of {object} to {buyer}, with options to extend after {months} months.",
]
TITLES = [
    "{Object}", "{Object} for {place}", "Provision of {object}", "{Object}: {place}",
    "{Object} {year}", "Supply of {object} to {place}", "{place} {object}",
    "{Object} and related services", "Framework for {object}", "{Quality} {object}",
    "{Object} for {group}", "{Object} in {place} and {place2}", "{Object}, lot {lot}: {place}",
    "{Object} {year} to {later}", "{Quality} {object} for {group}", "{place}: {quality} {object}",
]  # fmt: skip
