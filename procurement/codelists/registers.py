"""Registers of organisations beyond the UK's, by the code that notices give them.

Codes are those of org-id.guide, the list that OCDS names for this (Open Data Services and others, Open
Database Licence); names are ours. Left out are those whose numbers are told apart only by the court, office or kind that gave them (DE-CR,
IT-RI), directories, and lists of names: two bodies may stand in them alike.
"""

_REGISTERS = """
AF-CBR    Afghanistan: business register
AR-CUIT   Argentina: tax number
AT-FB     Austria: company register
AT-UID    Austria: VAT number
AU-ABN    Australia: business number
AU-ACNC   Australia: charities commission
AZ-IVI    Azerbaijan: register of commercial bodies
BA-JIB    Bosnia and Herzegovina: tax number
BE-BCE_KBO  Belgium: register of enterprises
BG-EIK    Bulgaria: commercial register
BJ-IFU    Benin: tax number
BR-CNPJ   Brazil: tax number of legal persons
BW-CIPA   Botswana: companies authority
BY-ADR    Belarus: register of legal persons
CA-CC     Canada: federal corporations
CA-CRA_ACR  Canada: revenue agency
CA_AB-ABT   Canada: companies of Alberta
CA_BC-BRC_CBR  Canada: companies of British Columbia
CA_ON-ONT   Canada: companies of Ontario
CA_QC-QBC   Canada: companies of Quebec
CH-FDJP   Switzerland: commercial register
CL-RUT    Chile: tax number
CN-SAIC   China: register of industry and commerce
CO-RUE    Colombia: commercial and social register
CY-DRCOR  Cyprus: register of companies
CZ-DIC    Czechia: tax number
CZ-ICO    Czechia: register of economic subjects
DK-CVR    Denmark: business register
EE-KMKR   Estonia: VAT number
EE-RIK    Estonia: business register
ES-DIR3   Spain: directory of public offices
FI-PRO    Finland: business register
FR-INSEE  France: SIREN and SIRET numbers
FR-RCS    France: register of trade and companies
GE-NAPR   Georgia: register of legal persons
GG-RCE    Guernsey: companies register
HK-CR     Hong Kong: companies register
HN-RTN    Honduras: tax number
HR-MBS    Croatia: court register
HR-OIB    Croatia: personal and company number
HU-AFA    Hungary: tax number of companies
IE-CHY    Ireland: charity number
IE-CRO    Ireland: companies register
IL-ROC    Israel: companies register
IM-CR     Isle of Man: companies register
IM-GR     Isle of Man: charities
IN-MCA    India: companies register
IT-CF     Italy: tax number
JE-FSC    Jersey: companies register
JP-JCN    Japan: corporate number
KE-RCO    Kenya: companies register
KG-ID     Kyrgyzstan: register of legal persons
KG-INN    Kyrgyzstan: tax number
KZ-BIN    Kazakhstan: business number
LT-PVM    Lithuania: VAT number
LT-RC     Lithuania: register of legal persons
LU-RCS    Luxembourg: register of trade and companies
LV-RE     Latvia: register of enterprises
MD-IDNO   Moldova: number of legal persons
ML-NIF    Mali: tax number
MT-MFSA   Malta: companies register
MU-CR     Mauritius: register of companies
MW-MRA    Malawi: tax number
MW-RG     Malawi: registrar general
MY-SSM    Malaysia: companies commission
MZ-NUIT   Mozambique: tax number
NG-CAC    Nigeria: corporate affairs commission
NL-KVK    Netherlands: chamber of commerce
NO-BRC    Norway: register of legal persons
NP-CRO    Nepal: companies register
NZ-CO     New Zealand: companies register
NZ-NZBN   New Zealand: business number
PE-RUC    Peru: tax number
PH-SEC    Philippines: securities and exchange commission
PL-KRS    Poland: court register
PL-NIP    Poland: tax number
PL-REGON  Poland: statistical number
PT-NIPPC  Portugal: number of legal persons
PY-RUC    Paraguay: tax number
RO-CUI    Romania: trade register
RS-APR    Serbia: business register
RS-PIB    Serbia: tax number
RU-INN    Russia: tax number
RU-OGRN   Russia: register of legal persons
SE-BLV    Sweden: companies register
SE-ON     Sweden: organisation number
SG-ACRA   Singapore: companies register
SI-PRS    Slovenia: business register
SI-TIN    Slovenia: tax number
SK-ORSR   Slovakia: business register
SK-ZRSR   Slovakia: trade register
SN-NINEA  Senegal: number of companies and associations
TR-MERSIS Turkey: trade register
TZ-BRLA   Tanzania: business register
TZ-TRA    Tanzania: tax number
UA-EDR    Ukraine: register of legal persons
UG-RSB    Uganda: registration bureau
US-EIN    United States: employer number
UZ-KTUT   Uzbekistan: register of legal persons
XI-EORI   European Union: number of traders at customs
ZA-CIP    South Africa: companies commission
ZA-NPO    South Africa: non-profit organisations
ZM-PCR    Zambia: companies register
"""

REGISTERS: dict[str, str] = {
    code: name.strip()
    for code, _, name in (line.partition(" ") for line in _REGISTERS.strip().splitlines())
}
