"""Closed lists about how vendors are chosen: techniques, regimes, laws and treaties.

Sources: the techniques, coveredBy and classification codes of the OCDS EU profile; the special
regimes of the UK extension of OCDS; the names of the laws on legislation.gov.uk and EUR-Lex.
"""

from .codelist import Code, Codelist

TECHNIQUE = Codelist(
    "technique",
    Code("framework", "Framework agreement", "Sets the terms on which contracts may be given later. It buys nothing by itself.", "OCDS techniques/hasFrameworkAgreement"),
    Code("dynamic", "Dynamic market or purchasing system", "A list of vendors that others can join, and that are asked for bids later. It buys nothing by itself.", "OCDS techniques/hasDynamicPurchasingSystem; UK13 to UK16"),
    Code("auction", "Electronic auction", "Vendors lower their prices, or better their bids, step by step on line.", "OCDS techniques/hasElectronicAuction"),
)  # fmt: skip

# What a contract has to do with either, as lists are filtered by it: the first that is so.
FRAMEWORK = Codelist(
    "framework",
    Code("call_off", "Call-off", "Bought under a framework or dynamic market that another process set up."),
    Code("dynamic", "Dynamic market", "Sets up, changes or uses a dynamic market or purchasing system; under which one it is bought is not said."),
    Code("framework", "Framework", "Sets up or uses a framework agreement; under which one it is bought is not said."),
)  # fmt: skip

FRAMEWORK_METHOD = Codelist(
    "framework_method",
    Code("withReopeningCompetition", "With a competition each time", "Vendors of the framework compete for each contract.", "OCDS frameworkAgreementMethod"),
    Code("withoutReopeningCompetition", "Without another competition", "Contracts are given to vendors of the framework without another competition.", "OCDS frameworkAgreementMethod"),
    Code("withAndWithoutReopeningCompetition", "With and without another competition", "Some contracts are competed for among vendors of the framework, others are not.", "OCDS frameworkAgreementMethod"),
)  # fmt: skip

FRAMEWORK_USE = Codelist(
    "framework_use",
    Code("open", "Open to other buyers", "Buyers that the notice does not name can use it too.", "OCDS dynamicPurchasingSystemType open"),
    Code("closed", "For the buyers named", "Only buyers that the notice names can use it.", "OCDS dynamicPurchasingSystemType closed"),
)  # fmt: skip

DYNAMIC_STATUS = Codelist(
    "dynamic_status",
    Code("pending", "Not started", "It is planned, and cannot be used yet.", "OCDS dynamicPurchasingSystemStatus pending"),
    Code("active", "In use", "Vendors can join, and buyers use it.", "OCDS dynamicPurchasingSystemStatus active"),
    Code("cancelled", "Given up before it started", "It never came to be.", "OCDS dynamicPurchasingSystemStatus cancelled"),
    Code("terminated", "Closed", "It came to its end, at its term or before.", "OCDS dynamicPurchasingSystemStatus terminated"),
)  # fmt: skip

SPECIAL_REGIME = Codelist(
    "special_regime",
    Code("lightTouch", "Light touch", "Services to people, such as care, health and education, for which there are fewer rules.", "Procurement Act 2023 s.9"),
    Code("concession", "Concession", "The vendor is paid, at least in part, by those who use what it builds or runs.", "Procurement Act 2023 s.8"),
    Code("defence", "Defence and security", "Rules of their own for what the armed forces and national security need.", "Procurement Act 2023 s.7"),
    Code("utilities", "Utilities", "Rules of their own for those who run water, energy, transport or other networks.", "Procurement Act 2023 s.6"),
)  # fmt: skip

COVERED_BY = Codelist(
    "covered_by",
    Code("GPA", "Agreement on Government Procurement", "Vendors from the states that are parties to it may bid as domestic ones do.", "World Trade Organization"),
    Code("EU-CVD", "Clean Vehicles Directive", "Some of the vehicles must be clean ones.", "Directive 2009/33/EC"),
    Code("EU-FSR", "Foreign Subsidies Regulation", "Bidders must say what states outside the European Union paid them.", "Regulation (EU) 2022/2560"),
)  # fmt: skip

# The code is the scheme and the number, as a notice has them.
LEGAL_BASIS = Codelist(
    "legal_basis",
    Code("UKPGA 2023/54", "Procurement Act 2023", "The rules for public contracts that were begun from 24 February 2025 on, but for those of Scotland's devolved bodies.", "2023 c. 54"),
    Code("UKSI 2024/692", "Procurement Regulations 2024", "What notices under the Procurement Act 2023 have to say.", "S.I. 2024/692"),
    Code("UKSI 2023/1348", "Provider Selection Regime", "Rules of their own for choosing who provides health care in England.", "Health Care Services (Provider Selection Regime) Regulations 2023, S.I. 2023/1348"),
    Code("UKSI 2015/102", "Public Contracts Regulations 2015", "The rules for public bodies before the Procurement Act 2023.", "S.I. 2015/102"),
    Code("UKSI 2016/273", "Concession Contracts Regulations 2016", "The rules for concessions before the Procurement Act 2023.", "S.I. 2016/273"),
    Code("UKSI 2016/274", "Utilities Contracts Regulations 2016", "The rules for utilities before the Procurement Act 2023.", "S.I. 2016/274"),
    Code("UKSI 2011/1848", "Defence and Security Public Contracts Regulations 2011", "The rules for defence before the Procurement Act 2023.", "S.I. 2011/1848"),
    Code("SSI 2015/446", "Public Contracts (Scotland) Regulations 2015", "The rules for public bodies in Scotland.", "S.S.I. 2015/446"),
    Code("SSI 2016/49", "Utilities Contracts (Scotland) Regulations 2016", "The rules for utilities in Scotland.", "S.S.I. 2016/49"),
    Code("SSI 2016/65", "Concession Contracts (Scotland) Regulations 2016", "The rules for concessions in Scotland.", "S.S.I. 2016/65"),
    Code("CELEX 32014L0024", "Directive 2014/24/EU", "European rules for public contracts, which the Public Contracts Regulations of 2015 put into law.", "Public procurement directive"),
    Code("CELEX 32014L0025", "Directive 2014/25/EU", "European rules for utilities, which the Utilities Contracts Regulations of 2016 put into law.", "Utilities directive"),
    Code("CELEX 32014L0023", "Directive 2014/23/EU", "European rules for concessions, which the Concession Contracts Regulations of 2016 put into law.", "Concessions directive"),
    Code("CELEX 32009L0081", "Directive 2009/81/EC", "European rules for defence and security, which the regulations of 2011 put into law.", "Defence procurement directive"),
    Code("CELEX 32007R1370", "Regulation (EC) No 1370/2007", "European rules for passenger transport by rail and road.", "Public passenger transport regulation"),
)  # fmt: skip

PROCEDURE_FACT = Codelist(
    "procedure_fact",
    Code("method", "Method", "How the vendor is chosen, by the standard's own four kinds.", "OCDS procurementMethod"),
    Code("details", "Procedure", "The procedure in the words of the notice.", "OCDS procurementMethodDetails"),
    Code("earlier", "Procedure, in an earlier notice", "What an earlier notice called the procedure that a newer one words otherwise.", "OCDS procurementMethodDetails of earlier releases"),
    Code("features", "How it goes", "The steps of the procedure, in the words of the notice.", "OCDS procedure/features"),
    Code("rationale", "Why this procedure", "The buyer's reason, most often for asking no more than one vendor.", "OCDS procurementMethodRationale, procurementMethodRationaleClassifications"),
    Code("accelerated", "Shortened for urgency", "Vendors have less time to bid than usual.", "OCDS procedure/isAccelerated"),
    Code("competitive", "In competition", "Whether vendors compete.", "OCDS tender/competitive as Find a Tender publishes it"),
    Code("framework", TECHNIQUE.label("framework"), "Whether one is set up or used, and on which terms.", "OCDS techniques/frameworkAgreement"),
    Code("dynamic", TECHNIQUE.label("dynamic"), "Whether one is set up or used.", "OCDS techniques/dynamicPurchasingSystem"),
    Code("auction", TECHNIQUE.label("auction"), "Whether there is one.", "OCDS techniques/electronicAuction"),
    Code("call_off", "Given under", "The framework or dynamic market under which this is bought.", "OCDS relatedProcess framework"),
    Code("legal_basis", "Law", "The law by which the buyer buys.", "OCDS tender/legalBasis"),
    Code("rationale_law", "Law that allows it", "The instrument that allows an award without competition, to protect life, health, order or safety.", "OCDS procurementMethodRationaleLegalBasis"),
    Code("other_law", "Law of a joint purchase", "Whose law holds where buyers of several states buy together.", "OCDS tender/crossBorderLaw"),
    Code("special_regime", "Rules of its own", "Whether it falls under rules for one kind of contract.", "OCDS tender/specialRegime"),
    Code("covered_by", "Covered by", "The treaty or rule of other states that holds for it.", "OCDS coveredBy"),
    Code("above_threshold", "Above the threshold", "Whether it is worth enough for all of the law's rules to hold.", "OCDS aboveThreshold"),
    Code("standstill", "Standstill", "Days during which nothing is signed, so that the decision can be challenged.", "OCDS standstillPeriod"),
    Code("assessments_sent", "Bidders told why", "When those who bid were sent how their bids were judged.", "OCDS assessmentSummariesDateSent"),
)  # fmt: skip
