/** Italian words in front of digits. */
import type { LabelWords } from './words.ts';

export const italian: LabelWords = {
  phone:
    'telefono telefoni tel cellulare cellulari cell cel mobile fisso centralino recapito recapiti telefonico telefonici',
  weak: 'chiama chiamare chiamate chiami contatto contatti ufficio casa lavoro interno reception emergenza numero-verde verde',
  fax: 'fax telefax',
  id: `fattura ordine ord preventivo contratto riferimento rif ricevuta pratica polizza sinistro partita iva piva pi cf
    codice cod fiscale rea conto cc abi cab cin iban carta spedizione tracking collo pacco lotto serie articolo art prodotto importo totale
    prezzo saldo quantità qtà registro matricola passaporte passaporto patente prenotazione bonifico causale cap
    protocollo prot bolla ddt commessa progetto biglietto nascita nato nata data camerale sdi univoco tessera sanitaria inps
    scontrino mandato cig cup segnalazione transazione contatore vettura richiesta offerta assegno pod pdr cro
    fascicolo lettera scheda utenza`,
  owner: `fatture ordini cliente clienti fornitore socio dipendente utente paziente abbonato modello versione prodotto
    servizio`,
  number: 'numero num nro nr n no',
  filler: `altro di del della dei delle dell il la lo i gli le suo vostro nostro mio è e o per in con aziendale personale privato diretto principale nuovo
    alternativo fisc`,
};
