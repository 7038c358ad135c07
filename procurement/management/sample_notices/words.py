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
    "The specification covers the {thing}, the {thing} and any {quality} {thing}.",
    "Prices are asked for each {quality} {thing} and for each {thing}.",
    "The {thing} and the {thing} are reviewed with {group} twice a year.",
    "Section 3 describes the {quality} {thing}; section 4 the {compound} {thing}.",
    "{Group} and {group} were asked about {aim}, {aim} and the present {thing}.",
    "The supplier will be asked to {act}, {act} and {act} as the schedule sets out.",
    "Questions about the {thing} or the {quality} {thing} are answered in writing.",
    "Tenders are judged on {aim}, on {aim} and on price.",
    "Bidders may offer a {quality} {thing} in place of the {thing}.",
    "The schedule lists a {quality} {thing}, a {compound} {thing} and a {thing} in reserve.",
    "Sites lie in {place}, {place} and {place}.",
    "A {quality} {thing} in {place} and a {thing} in {place} are included.",
    "Social value counts for a tenth: {aim}, {aim} and work for local {group}.",
    "Progress on {aim} is reported to {group} each quarter, with the {compound} {thing}.",
    "Training for {group} and a {quality} {thing} are part of the price.",
    "The present {thing} ends when the {quality} {thing} is ready to {act}.",
    "An option allows the authority to {act} one more {thing} in {place}.",
    "The {compound} {thing} and the {quality} {thing} stay with the authority.",
]
PLAIN = [
    "The contract may be extended twice, by twelve months each time.",
    "There is no guarantee of any volume of work.",
    "The authority may decide not to award a contract.",
    "Tenders from groups of suppliers are welcome.",
    "Small firms and voluntary bodies are encouraged to bid.",
    "A site visit is offered in the second week.",
    "The documents are free of charge and open to all.",
    "Late tenders will not be looked at.",
    "Staff of the present supplier may have the right to transfer.",
    "The supplier pays its staff at least the living wage.",
    "Work is to be carried out outside opening hours where it would disturb.",
    "Performance is measured by five indicators, published every year.",
    "The supplier is to keep personal data within the country and report any breach in a day.",
    "Invoices are paid within thirty days of receipt.",
    "The price is fixed for the first two years and then follows an index.",
    "A trial of three months comes first.",
    "The buildings stay open throughout.",
    "Mobilisation takes no longer than eight weeks.",
    "Carbon is to be measured from the first month and cut year on year.",
    "The budget has been approved by the governing body.",
    "Three suppliers at least are to be invited to present their method.",
    "The authority has let a similar contract for six years.",
    "Demand has risen by a third since the last contract began.",
    "The work was last tendered five years ago and drew seven bids.",
    "A short list is drawn up within four weeks of the closing date.",
    "The supplier names one person whom the authority can reach at any time.",
    "Materials are to be reused or recycled wherever that is possible.",
    "Quality is checked by sample every month.",
    "Prices are to include travel, insurance and every other cost.",
    "A public meeting was held before the documents were written.",
    "Nearby authorities may buy on the same terms.",
    "The supplier hands over its records at the end, in an open format.",
    "The present arrangement has been extended once, to allow time for this tender.",
    "Where the service falls short three times in a year, the authority may end the contract.",
    "The first year is a year of change; savings are expected from the second.",
    "Those who use the service had a say in the specification.",
    "Bidders show by two examples that they have done such work before.",
    "Sub-contractors are to be named in the tender and paid within thirty days.",
]
OPENINGS = [
    "{buyer} invites tenders: {object} for {place} and the places around it.",
    "Requirement: {object}, needed by {buyer} over {months} months.",
    "{buyer} is looking for one or more suppliers ({object}) for {months} months.",
    "Scope: {object} across {place}. The measure of success is {aim}.",
    "{Object}: a contract of {buyer} for {months} months, with options to extend.",
    "{buyer} is replacing an earlier arrangement in {place}: {object}.",
]
SHARED = [
    "{Object}", "{Object}: {place}", "{Object} {year}", "{place} {object}",
    "{Object} {year} to {later}", "{Object} in {place} and {place2}",
    "{Object}, lot {lot}: {place}", "{Object} for the {place} area",
]  # fmt: skip
TITLES = {
    "services": [
        "Provision of {object}", *SHARED, "{Object} and related services", "Specialist {object}",
        "Framework for {object}", "{Object}, {months} months", "Interim {object}",
    ],
    "goods": [
        "Supply of {object}", *SHARED, "Supply of {object} to {place}", "Additional {object}",
        "Framework for {object}", "{Object}: supply and delivery", "Renewal of {object}",
    ],
    "works": [
        "{Object} at {place}", *SHARED, "{Object}, phase {lot}", "{Object}: design and build",
        "{Object} at {place2}", "{place2}: {object}", "{Object} programme {year}",
    ],
}  # fmt: skip
