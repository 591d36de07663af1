/**
 * What stands around a candidate: labels ("Order no. 4155550123", "fax: …"), glue ("CU2611-00023"), money, links.
 * Looks a bounded distance to either side, so that a text costs no more than its length.
 */

/** Why the surroundings say that this is no number to dial. */
export type ContextReason = 'label' | 'glued' | 'amount' | 'link' | 'iban' | 'time';

/** Far enough for "VAT registration number no.:" and short enough to stay cheap. */
const REACH = 48;
/** What an address bar shows of one link. */
const LINK_REACH = 120;

/** Words after which digits are an id, not a number to call. Nouns of several languages, matched at a word's end. */
const ID_WORDS = [
  // sends paper, not speech
  'fax|telefax|téléfax|facsimile',
  // orders, bills, goods
  'order|orders|invoice|quote|receipt|contract|policy|claim|booking|reservation|shipment|parcel|tracking|awb|batch|lot',
  'sku|upc|ean|gtin|asin|imei|imsi|iccid|mac|serial|part|item|product|article|model|version|build|release|revision',
  'rechnung|auftrag|bestellung|vertrag|artikel|sendung|lieferschein|angebot|charge',
  'facture|commande|devis|contrat|colis|référence|dossier|pedido|factura|fattura|ordine|contratto',
  'ordernr|fakturanr|fakturanummer|kundnummer|ärende|beställning|bestelling|factuur|faktura|zamówienie',
  // people, firms, accounts
  'id|ids|uid|guid|ref|refs|reference|code|pin|otp|token|key|account|acct|konto|customer|client|member|user|employee',
  'ticket|case|incident|issue|bug|record|deal|renewal|project|po|p\\.o\\.|rma|zip|zipcode|plz|postcode|postal',
  'vat|tva|ust|ustid|ust-idnr|uid|mwst|btw|moms|nip|regon|pesel|krs|cif|nif|dni|cuit|cnpj|cpf|rut|gst|abn|acn|ein|ssn|tin',
  'siret|siren|rcs|naf|ape|duns|d-u-n-s|orgnr|orgnummer|personnummer|organisationsnummer|handelsregister|hrb|kvk|cvr|inn|kpp',
  'isbn|issn|doi|pmid|arxiv|patent|iban|bic|swift|iin|card|kreditkarte|carte|visa|mastercard|amex|blz|sort code|routing',
  'gps|lat|lng|lon|latitude|longitude|coordinates|timestamp|epoch|unix|hash|commit|port|ip|ipv4',
].join('|');

/** Words that say outright that a number follows; they outvote an id word before them ("Tel/Fax"). */
const PHONE_WORDS = [
  'tel|tele|telephone|phone|ph|phones|mobile|mob|cell|cellphone|landline|call|dial|ring|text|sms|whatsapp|hotline|switchboard',
  'telefon|telefonnummer|handy|mobil|mobiltelefon|durchwahl|anruf|rufnummer|téléphone|portable|appelez|tfno|teléfono|móvil|celular',
  'telefono|cellulare|telefone|celular|telemóvel|telefoon|mobiel|puhelin|puh|gsm|komórka|тел|телефон|моб|電話|电话|手机|☎|📞|📱',
].join('|');

/** "no.", "number", "nr:", "#" and the like between a label and its digits. */
const LINK_WORDS = 'no|nos|nr|num|number|numbers|nummer|numéro|numero|número|n°|nº|№|id|code|is|ist|est|är';
const BETWEEN = `(?:[\\s._-]{0,2}(?:${LINK_WORDS}))?[.)]?\\s{0,2}[:#=.-]{0,2}\\s{0,2}`;

const ID_LABEL = new RegExp(`(?:^|[^\\p{L}])(?:${ID_WORDS})s?${BETWEEN}$`, 'iu');
/** German and Nordic compounds: "Bestellnummer", "Kundennr.", "Fakturanummer". */
const ID_COMPOUND =
  /(?:auftrags|bestell|rechnungs|kunden|artikel|vertrags|liefer|steuer|serien|konto|kund|order|faktura|ordre|sendungs|vorgangs|sach|karten)-?(?:nummer|nr|no|num)[.]?\s{0,2}[:#]?\s{0,2}$/iu;
const PHONE_LABEL = new RegExp(`(?:^|[^\\p{L}])(?:${PHONE_WORDS})${BETWEEN}$`, 'iu');
const TELEPHONE_AND_FAX = new RegExp(
  `(?:${PHONE_WORDS})\\.?\\s?(?:[/+&,]|and|und|et)\\s?(?:tele)?fax\\.?${BETWEEN}$`,
  'iu',
);
const FAX_BEHIND = /^\s{0,2}\(\s?(?:tele)?fax\s?\)/i;
const IBAN_BEFORE = /\b[A-Z]{2}\d{2} ?(?:[A-Z\d]{4} ){0,7}[A-Z]{0,4} ?$/;

const MONEY_WORDS = 'eur|usd|gbp|sek|nok|dkk|chf|aud|cad|pln|jpy|inr|brl|mxn|kr|zł|rs';
const MONEY_BEFORE = new RegExp(`(?:\\p{Sc}|(?:^|[^\\p{L}])(?:${MONEY_WORDS})\\.?)\\s?-?$`, 'iu');
const UNITS = `${MONEY_WORDS}|euros?|dollars?|pounds?|kg|g|mg|km|m|cm|mm|mb|gb|kb|tb|bytes|ms|pcs|stk|units|items|rows|views`;
const UNIT_BEHIND = new RegExp(`^(?: ?(?:\\p{Sc}|%|°)|(?: ?(?:${UNITS})(?![\\p{L}\\d])))`, 'iu');
/** "1,234,567.00" read from its second group, "12.345.678,90" read up to its comma. */
const THOUSANDS_BEFORE = /\d{1,3},$/;
const CENTS_BEHIND = /^,\d{1,2}(?!\d)/;
/** Scripts that put spaces between words; a Han or Kana character may touch a number. */
const WORD_CHARACTER = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Mn}\p{Nd}_]/u;
const GLUE_BEFORE = /[@#&=%\\/]/;
const GLUE_BEHIND = /^(?:[@=\\_%]|[-.](?=\p{L}))/u;
const LINK = /:\/\/|www\.|[?&=]|@/i;

/** Is the candidate at `start` announced as a telephone number? */
export function hasPhoneLabel(plainText: string, start: number): boolean {
  return PHONE_LABEL.test(plainText.slice(Math.max(0, start - REACH), start));
}

/** What the surroundings of [start, end) hold against it, or null. `end` is behind the extension, if there is one. */
export function objectionAround(plainText: string, start: number, end: number): ContextReason | null {
  const before = plainText.slice(Math.max(0, start - REACH), start);
  const behind = plainText.slice(end, end + REACH);
  const hasLead = /^[+(]/.test(plainText.slice(start, end));
  if (isInLink(plainText, start)) return 'link';
  return (
    labelAround(before, behind) ??
    glueBefore(before, hasLead) ??
    glueBehind(behind) ??
    moneyAround(before, behind, plainText.slice(start, end))
  );
}

function glueBefore(before: string, hasLead: boolean): ContextReason | null {
  const neighbour = before.at(-1);
  if (neighbour === undefined) return null;
  const beyond = before.at(-2) ?? ' ';
  if (/\d:$/.test(before)) return 'time';
  // A plus or a bracket begins a number wherever it stands: "call+1 …", "call(415) …". A digit before it is a sum.
  if (hasLead) return /\d/.test(neighbour) ? 'glued' : null;
  if (WORD_CHARACTER.test(neighbour)) return 'glued';
  if (GLUE_BEFORE.test(neighbour)) return neighbour === '/' && /[\d ]/.test(beyond) ? null : 'glued';
  const joins = neighbour === '-' || neighbour === '.';
  return joins && WORD_CHARACTER.test(beyond) && !PHONE_LABEL.test(before) ? 'glued' : null;
}

function glueBehind(behind: string): ContextReason | null {
  const neighbour = behind[0];
  if (neighbour === undefined) return null;
  if (WORD_CHARACTER.test(neighbour) || GLUE_BEHIND.test(behind)) return 'glued';
  return /^:\d/.test(behind) ? 'time' : null;
}

function moneyAround(before: string, behind: string, text: string): ContextReason | null {
  if (text.startsWith('+')) return null;
  if (MONEY_BEFORE.test(before) || UNIT_BEHIND.test(behind) || CENTS_BEHIND.test(behind)) return 'amount';
  return THOUSANDS_BEFORE.test(before) && /^\d{3}(?!\d)/.test(text) ? 'amount' : null;
}

function labelAround(before: string, behind: string): ContextReason | null {
  if (FAX_BEHIND.test(behind)) return 'label';
  if (IBAN_BEFORE.test(before)) return 'iban';
  if (PHONE_LABEL.test(before) || TELEPHONE_AND_FAX.test(before)) return null;
  return ID_LABEL.test(before) || ID_COMPOUND.test(before) ? 'label' : null;
}

/** Inside a web address or an e-mail address; "tel:" links and "wa.me/" have neither scheme slashes nor a query. */
function isInLink(plainText: string, start: number): boolean {
  const before = plainText.slice(Math.max(0, start - LINK_REACH), start);
  const word = before.slice(Math.max(before.lastIndexOf(' '), before.lastIndexOf('\n')) + 1);
  return LINK.test(word);
}
