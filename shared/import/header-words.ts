/**
 * The words of column headers, folded, in English, Spanish, Portuguese, German, French and Italian. `word*` begins a
 * word, `*word` ends one, as in German compounds.
 */
export const contactWords = {
  labelOf: 'label* type* typ tipo* etiqueta* etichetta',
  email: 'email* mail mails correo courriel posta',
  phone:
    'phone* tel telefon* telephone* tfno fon fono rufnummer* mobil* cell* handy* movil celular* telemovel* portable* whatsapp fax* telefax* pager',
  postcode: 'postcode postal* postleitzahl* plz zip* cp cep cap',
  taxId:
    'tax* vat* ust* uid steuer* gst* tin ein abn iva nif nie cif rfc cuit cnpj cpf tva siret siren partita codice fiscal* fiscale nipc',
  country: 'country* land pais pays paese staat',
  region: 'region* state province provinc* provinz county bundesland estado departement uf',
  city: 'city town ort wohnort* stadt ciudad localidad poblacion cidade localidade ville citta comune municipio suburb locality',
  line2:
    'line2 address2 street2 adresse2 direccion2 endereco2 indirizzo2 adresszusatz* complemento complement extended apartment apt suite',
  street:
    'street* strasse* str address* addr adresse* anschrift* direccion* calle domicilio endereco* morada rua logradouro rue indirizzo* via hausnummer*',
  notes:
    'note* notiz* nota notas bemerkung* kommentar* comment* comentario* observacion* observac* remarque* commentaire* osservazion* memo',
  tags: 'tag* labels categor* kategorie* gruppe* group* grupo* groupe* gruppo etiqueta* schlagw* segment*',
  kind: 'kind persontype kundenart kundentyp natureza',
  rowId: 'id code codigo* nr no ref* kundennr *nummer number num numero codice matricul*',
  first: 'first firstname* given* vorname* rufname* prenom* primer primeiro forename middlename*',
  last: 'lastname* surname* familyname* nachname* familienname* zuname apellido* sobrenome* apelido* cognome* famille',
  company:
    'compan* firm* firma* unternehmen* organi* organization* empresa* compania* societe* entreprise* azienda* ditta societa business geschaeft* geschaft* razon razao raison ragione',
  name: 'name* *name nome nombre* nom client* kunde customer* contact* kontakt cliente* fullname titular',
} as const;

export const serviceWords = {
  rowId: 'sku id code codigo* codice nr no ref* *nummer number num',
  price:
    'price* preis* precio* preco* prix prezzo* rate amount betrag* importe* montant* tarif* valor cost kosten *preis netto net brutto gross',
  minutes: 'minute* minuten* min duration* dauer* duracion* duracao duree durata time zeit* hours stunden',
  unit: 'unit* einheit* unidad* unidade* unite* unita* mengeneinheit*',
  description:
    'description* beschreibung* descripcion* descricao* descrizione* detail* text details langtext*',
  name: 'name* service* leistung* artikel* item* product* producto* produto* produit* prodotto* article* articol* articul* prestation* servicio* servico* servizi* bezeichnung* title titel* titre designation* concepto* nome nombre nom position*',
} as const;

/** What the words of a header name in a file of jobs; who the customer is has the words of a contact. */
export const jobWords = {
  customer: 'client* customer* kunde* contact* kontakt*',
  created: 'created erstellt* angelegt* creado criado cree creato creation',
  done: 'complete* closed finished abgeschlossen* erledigt* completad* concluid* termine* completat*',
  end: 'end ends ending finish ende fin final fim fine bis until',
  start: 'start* begin* beginn* inicio debut inizio von from scheduled',
  time: 'time uhrzeit zeit hora horario heure ora orario',
  day: 'date* datum tag dia day fecha data jour giorno termin* appointment*',
  minutes: 'duration* dauer* duracion* duracao duree durata minute* minuten hours stunden',
  status: 'status zustand situacion situacao statut stato stage',
  number: 'no nr number num id numero code codigo* codice ref* *nummer *nr',
  part: 'sub subtotal* net netto tax* vat mwst ust iva tva discount* rabatt* descuento* desconto* remise* sconto* tip tips cost* kosten',
  price:
    'price* total* amount* betrag* summe* preis* precio* preco* prix prezzo* importe* importo* montant* valor value revenue umsatz rechnungsbetrag',
  notes:
    'note* notiz* nota notas bemerkung* kommentar* comment* comentario* observac* remarque* osservazion* memo instruction* anweisung*',
  title:
    'title titel* titre titolo titulo subject betreff asunto assunto objet oggetto service* leistung* description* beschreibung* descripcion descricao descrizione job auftrag* trabajo* trabalho* servicio servico servizi* lavoro travaux task aufgabe* work arbeit* summary details what',
} as const;

export const invoiceWords = {
  customer: jobWords.customer,
  due: 'due fallig* faellig* falligkeit* vencimiento vencimento echeance scadenza zahlbar payable',
  paid: 'paid bezahlt* gezahlt* pagado pago paye pagato payment* zahlung* settled received',
  open: 'balance* offen* open outstanding saldo* pendiente* restant* aberto aperto remaining unpaid',
  day: 'date* datum tag dia day fecha data jour giorno issued ausgestellt* emitid* emission emis created',
  currency: 'currency wahrung* waehrung* moneda moeda devise valuta',
  line: 'line lines item items position* posten linea linha ligne riga qty quantity menge unit product* artikel*',
  part: jobWords.part,
  total:
    'total* amount* betrag* summe* importe* importo* montant* valor value brutto gross rechnungsbetrag price* preis*',
  status: jobWords.status,
  type: 'type typ tipo art trnstype',
  number: jobWords.number,
  invoice:
    'invoice* rechnung* *rechnung factura* fatura* facture* fattura* bill document* documento* doc docnum beleg* *beleg',
  notes: jobWords.notes,
  title:
    'subject betreff asunto assunto objet oggetto description* beschreibung* descripcion descricao descrizione title titel* job* service* leistung*',
} as const;

/** What a cell says of how it stands with a job or an invoice. A word that says less comes later. */
export const statusWords = {
  draft: 'draft* entwurf* borrador* rascunho* brouillon* bozza* preview',
  void: 'void* cancel* storn* anul* annul* deleted geloscht* rejected declined lost written',
  paid: 'paid bezahlt* pagad* pago paga paye* payee pagat* settled beglichen* yes y ja si sim oui true closed',
  done: 'complete* done finished archived invoiced billed closed abgeschlossen* erledigt* fertig* abgerechnet* completad* terminad* concluid* finalizad* termine* facture* completat* finit* fatturat*',
  open: 'open unpaid outstanding sent overdue due partial* active upcoming scheduled unscheduled late pending today new offen* uberfallig* ueberfaellig* versendet* geplant* neu aktiv* teilweise pendiente* abiert* vencid* enviad* programad* nuevo aberto* pendente* agendad* novo impay* envoy* ouvert* planifi* nouveau apert* inviat* scadut* pianificat* nuovo no n nein nao non false requires action awaiting progress',
} as const;

/** What is beside the value that the other words of a header name: when, whether, where on the web, how it is said. */
export const besideWords =
  'date fecha datum data* birthday geburtstag* cumpleanos aniversario anniversaire compleanno url web* website marketing opt accepts verified consent status yomi phonetic formatted photo avatar since seit desde depuis dal dernier ultimo ultima username user title titre cargo puesto position department abteilung job';

export const labelWords = {
  Fax: 'fax* telefax*',
  Mobile: 'mobil* cell* handy* movil celular* telemovel* portable* whatsapp iphone',
  Work: 'work* business geschaeftlich geschaftlich dienstlich arbeit buero buro office company firma trabajo trabalho oficina bureau travail professionnel* ufficio lavoro',
  Home: 'home privat* casa domicile personal* perso particular* abitazione hogar haus',
  Billing: 'billing rechnung* facturacion faturamento fatturazione facturation bill',
  Shipping: 'shipping liefer* delivery envio entrega livraison spedizione ship',
} as const;

/** What a cell says of whether somebody is a person or a company. */
export const kindWords = {
  company:
    'company companies business organization organisation org firma unternehmen empresa compania societe entreprise azienda societa ditta b2b geschaeftskunde geschaftskunde gewerblich juridica',
  person:
    'person individual private privat privatkunde persona pessoa particular personne particulier privato b2c fisica mr mrs ms herr frau',
} as const;
