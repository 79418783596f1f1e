/** Who hears complaints about personal data: name and address on the web. */
export interface Authority {
  name: string;
  web: string;
}

/** As of November 2026: suggestions that the owner checks. Where a country has several, the federal one. */
const authorities: { readonly [country: string]: readonly [name: string, web: string] } = {
  AE: ['UAE Data Office', 'u.ae'],
  AR: ['Agencia de Acceso a la Información Pública', 'argentina.gob.ar/aaip'],
  AT: ['Österreichische Datenschutzbehörde', 'dsb.gv.at'],
  AU: ['Office of the Australian Information Commissioner', 'oaic.gov.au'],
  BE: [
    'Gegevensbeschermingsautoriteit / Autorité de protection des données',
    'gegevensbeschermingsautoriteit.be',
  ],
  BG: ['Комисия за защита на личните данни', 'cpdp.bg'],
  BR: ['Agência Nacional de Proteção de Dados', 'gov.br/anpd'],
  CA: ['Office of the Privacy Commissioner of Canada', 'priv.gc.ca'],
  CH: ['Eidgenössischer Datenschutz- und Öffentlichkeitsbeauftragter', 'edoeb.admin.ch'],
  CL: ['Agencia de Protección de Datos Personales', 'gob.cl'],
  CO: ['Superintendencia de Industria y Comercio', 'sic.gov.co'],
  CY: ['Office of the Commissioner for Personal Data Protection', 'dataprotection.gov.cy'],
  CZ: ['Úřad pro ochranu osobních údajů', 'uoou.gov.cz'],
  DE: ['The data protection authority of your federal state', 'bfdi.bund.de'],
  DK: ['Datatilsynet', 'datatilsynet.dk'],
  EE: ['Andmekaitse Inspektsioon', 'aki.ee'],
  ES: ['Agencia Española de Protección de Datos', 'aepd.es'],
  FI: ['Tietosuojavaltuutetun toimisto', 'tietosuoja.fi'],
  FR: ['Commission nationale de l’informatique et des libertés', 'cnil.fr'],
  GB: ['Information Commissioner’s Office', 'ico.org.uk'],
  GR: ['Αρχή Προστασίας Δεδομένων Προσωπικού Χαρακτήρα', 'dpa.gr'],
  HK: ['Privacy Commissioner for Personal Data', 'pcpd.org.hk'],
  HR: ['Agencija za zaštitu osobnih podataka', 'azop.hr'],
  HU: ['Nemzeti Adatvédelmi és Információszabadság Hatóság', 'naih.hu'],
  ID: ['Kementerian Komunikasi dan Digital', 'komdigi.go.id'],
  IE: ['Data Protection Commission', 'dataprotection.ie'],
  IL: ['Privacy Protection Authority', 'gov.il'],
  IN: ['Data Protection Board of India', 'dpb.gov.in'],
  IS: ['Persónuvernd', 'personuvernd.is'],
  IT: ['Garante per la protezione dei dati personali', 'garanteprivacy.it'],
  JP: ['Personal Information Protection Commission', 'ppc.go.jp'],
  KE: ['Office of the Data Protection Commissioner', 'odpc.go.ke'],
  KR: ['Personal Information Protection Commission', 'pipc.go.kr'],
  LI: ['Datenschutzstelle', 'datenschutzstelle.li'],
  LT: ['Valstybinė duomenų apsaugos inspekcija', 'vdai.lrv.lt'],
  LU: ['Commission nationale pour la protection des données', 'cnpd.public.lu'],
  LV: ['Datu valsts inspekcija', 'dvi.gov.lv'],
  MA: ['Commission nationale de contrôle de la protection des données', 'cndp.ma'],
  MT: ['Information and Data Protection Commissioner', 'idpc.org.mt'],
  MX: ['Secretaría Anticorrupción y Buen Gobierno', 'gob.mx/buengobierno'],
  MY: ['Jabatan Perlindungan Data Peribadi', 'pdp.gov.my'],
  NG: ['Nigeria Data Protection Commission', 'ndpc.gov.ng'],
  NL: ['Autoriteit Persoonsgegevens', 'autoriteitpersoonsgegevens.nl'],
  NO: ['Datatilsynet', 'datatilsynet.no'],
  NZ: ['Office of the Privacy Commissioner', 'privacy.org.nz'],
  PE: ['Autoridad Nacional de Protección de Datos Personales', 'gob.pe/anpd'],
  PH: ['National Privacy Commission', 'privacy.gov.ph'],
  PL: ['Urząd Ochrony Danych Osobowych', 'uodo.gov.pl'],
  PT: ['Comissão Nacional de Proteção de Dados', 'cnpd.pt'],
  RO: [
    'Autoritatea Națională de Supraveghere a Prelucrării Datelor cu Caracter Personal',
    'dataprotection.ro',
  ],
  RS: ['Повереник за информације од јавног значаја и заштиту података о личности', 'poverenik.rs'],
  SA: ['Saudi Data and AI Authority', 'sdaia.gov.sa'],
  SE: ['Integritetsskyddsmyndigheten', 'imy.se'],
  SG: ['Personal Data Protection Commission', 'pdpc.gov.sg'],
  SI: ['Informacijski pooblaščenec', 'ip-rs.si'],
  SK: ['Úrad na ochranu osobných údajov', 'dataprotection.gov.sk'],
  TH: ['Office of the Personal Data Protection Committee', 'pdpc.or.th'],
  TR: ['Kişisel Verileri Koruma Kurumu', 'kvkk.gov.tr'],
  UA: ['Уповноважений Верховної Ради України з прав людини', 'ombudsman.gov.ua'],
  US: ['The attorney general of your state', 'naag.org'],
  ZA: ['Information Regulator', 'inforegulator.org.za'],
};

/** The authority of a country; none where Plumbline knows of none. */
export function authorityOf(country: string): Authority | undefined {
  const row = authorities[country];
  return row && { name: row[0], web: row[1] };
}

/** As it is printed and edited: one line. */
export function authorityText(country: string): string {
  const found = authorityOf(country);
  return found === undefined ? '' : `${found.name}, ${found.web}`;
}
