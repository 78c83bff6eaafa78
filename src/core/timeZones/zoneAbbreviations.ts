/**
 * Which abbreviations people use in which zones, daylight saving time included. Names that are only links are left out:
 * they share those of their current names ({@link backwardLinks}). Zones that are absent have numbers for abbreviations.
 *
 * Source: tz database release 2026c (public domain), instants from August 2025 to July 2027.
 */
const table = `
ACDT ACST: Australia/Adelaide Australia/Broken_Hill
ACST: Australia/Darwin
ADT AST: America/Glace_Bay America/Goose_Bay America/Halifax America/Moncton America/Thule Atlantic/Bermuda
AEDT AEST: Antarctica/Macquarie Australia/Hobart Australia/Melbourne Australia/Sydney
AEST: Australia/Brisbane Australia/Lindeman
AKDT AKST: America/Anchorage America/Juneau America/Metlakatla America/Nome America/Sitka America/Yakutat
AST: America/Anguilla America/Antigua America/Aruba America/Barbados America/Blanc-Sablon America/Curacao
AST: America/Dominica America/Grenada America/Guadeloupe America/Kralendijk America/Lower_Princes America/Marigot
AST: America/Martinique America/Montserrat America/Port_of_Spain America/Puerto_Rico America/Santo_Domingo
AST: America/St_Barthelemy America/St_Kitts America/St_Lucia America/St_Thomas America/St_Vincent America/Tortola
AWST: Australia/Perth
BST GMT: Europe/Guernsey Europe/Isle_of_Man Europe/Jersey Europe/London
CAT: Africa/Blantyre Africa/Bujumbura Africa/Gaborone Africa/Harare Africa/Juba Africa/Khartoum Africa/Kigali
CAT: Africa/Lubumbashi Africa/Lusaka Africa/Maputo Africa/Windhoek
CDT CST: America/Chicago America/Havana America/Indiana/Knox America/Indiana/Tell_City America/Matamoros
CDT CST: America/Menominee America/North_Dakota/Beulah America/North_Dakota/Center America/North_Dakota/New_Salem
CDT CST: America/Ojinaga America/Rankin_Inlet America/Resolute America/Winnipeg CST6CDT
CEST CET: Africa/Ceuta Arctic/Longyearbyen Atlantic/Jan_Mayen CET Europe/Amsterdam Europe/Andorra Europe/Belgrade
CEST CET: Europe/Berlin Europe/Bratislava Europe/Brussels Europe/Budapest Europe/Busingen Europe/Copenhagen
CEST CET: Europe/Gibraltar Europe/Ljubljana Europe/Luxembourg Europe/Madrid Europe/Malta Europe/Monaco Europe/Oslo
CEST CET: Europe/Paris Europe/Podgorica Europe/Prague Europe/Rome Europe/San_Marino Europe/Sarajevo Europe/Skopje
CEST CET: Europe/Stockholm Europe/Tirane Europe/Vaduz Europe/Vatican Europe/Vienna Europe/Warsaw Europe/Zagreb
CEST CET: Europe/Zurich
CET: Africa/Algiers Africa/Tunis
CST: America/Bahia_Banderas America/Belize America/Chihuahua America/Costa_Rica America/El_Salvador America/Guatemala
CST: America/Managua America/Merida America/Mexico_City America/Monterrey America/Regina America/Swift_Current
CST: America/Tegucigalpa Asia/Macau Asia/Shanghai Asia/Taipei
CST MDT MST: America/Edmonton
ChST: Pacific/Guam Pacific/Saipan
EAT: Africa/Addis_Ababa Africa/Asmara Africa/Dar_es_Salaam Africa/Djibouti Africa/Kampala Africa/Mogadishu
EAT: Africa/Nairobi Indian/Antananarivo Indian/Comoro Indian/Mayotte
EDT EST: America/Detroit America/Grand_Turk America/Indiana/Indianapolis America/Indiana/Marengo
EDT EST: America/Indiana/Petersburg America/Indiana/Vevay America/Indiana/Vincennes America/Indiana/Winamac
EDT EST: America/Iqaluit America/Kentucky/Louisville America/Kentucky/Monticello America/Nassau America/New_York
EDT EST: America/Port-au-Prince America/Toronto EST5EDT
EEST EET: Africa/Cairo Asia/Beirut Asia/Famagusta Asia/Gaza Asia/Hebron Asia/Nicosia EET Europe/Athens
EEST EET: Europe/Bucharest Europe/Chisinau Europe/Helsinki Europe/Kyiv Europe/Mariehamn Europe/Riga Europe/Sofia
EEST EET: Europe/Tallinn Europe/Vilnius
EET: Africa/Tripoli Europe/Kaliningrad
EST: America/Atikokan America/Cancun America/Cayman America/Jamaica America/Panama EST
GMT: Africa/Abidjan Africa/Accra Africa/Bamako Africa/Banjul Africa/Bissau Africa/Conakry Africa/Dakar Africa/Freetown
GMT: Africa/Lome Africa/Monrovia Africa/Nouakchott Africa/Ouagadougou Africa/Sao_Tome America/Danmarkshavn
GMT: Atlantic/Reykjavik Atlantic/St_Helena Etc/GMT
GMT IST: Europe/Dublin
HDT HST: America/Adak
HKT: Asia/Hong_Kong
HST: HST Pacific/Honolulu
IDT IST: Asia/Jerusalem
IST: Asia/Kolkata
JST: Asia/Tokyo
KST: Asia/Pyongyang Asia/Seoul
MDT MST: America/Boise America/Cambridge_Bay America/Ciudad_Juarez America/Denver America/Inuvik MST7MDT
MEST MET: MET
MSK: Europe/Kirov Europe/Moscow Europe/Simferopol Europe/Volgograd
MST: America/Creston America/Dawson America/Dawson_Creek America/Fort_Nelson America/Hermosillo America/Mazatlan
MST: America/Phoenix America/Whitehorse MST
MST PDT PST: America/Vancouver
NDT NST: America/St_Johns
NZDT NZST: Antarctica/McMurdo Pacific/Auckland
PDT PST: America/Los_Angeles America/Tijuana PST8PDT
PKT: Asia/Karachi
PST: Asia/Manila
SAST: Africa/Johannesburg Africa/Maseru Africa/Mbabane
SST: Pacific/Midway Pacific/Pago_Pago
UTC: Etc/UTC
WAT: Africa/Bangui Africa/Brazzaville Africa/Douala Africa/Kinshasa Africa/Lagos Africa/Libreville Africa/Luanda
WAT: Africa/Malabo Africa/Ndjamena Africa/Niamey Africa/Porto-Novo
WEST WET: Atlantic/Canary Atlantic/Faroe Atlantic/Madeira Europe/Lisbon WET
WIB: Asia/Jakarta Asia/Pontianak
WIT: Asia/Jayapura
WITA: Asia/Makassar
`;

/** The abbreviations of a zone by its current name, e.g. `CEST` and `CET`. */
export const zoneAbbreviations: ReadonlyMap<string, readonly string[]> = readTable();

function readTable(): ReadonlyMap<string, readonly string[]> {
  const abbreviationsOf = new Map<string, readonly string[]>();
  for (const line of table.trim().split('\n')) {
    const [abbreviations = '', zones = ''] = line.split(': ');
    for (const zone of zones.split(' ')) abbreviationsOf.set(zone, abbreviations.split(' '));
  }
  return abbreviationsOf;
}
