/** Dutch words in front of digits. */
import type { LabelWords } from './words.ts';

export const dutch: LabelWords = {
  phone: 'telefoon tel mobiel mobieltje gsm mob rechtstreeks vast doorkies',
  weak: 'bel bellen belt kantoor thuis werk privé contact receptie spoed bereikbaar via',
  fax: 'fax telefax',
  id: `factuur bestelling order offerte contract referentie ref kenmark kenmerk dossier polis schade btw kvk rsin bsn vestiging
    rekening rek iban pas kaart zending pakket track partij serie artikel art product bedrag totaal prijs saldo aantal
    registratie paspoort rijbewijs reservering boeking betaling transactie postbus versie model melding ticket geboren
    geboortedatum datum
    pakbon levering zaak aanvraag opdracht werkbon verzending declaratie machtiging abonnement
    meter bankrekening totaalbedrag`,
  owner: 'facturen klant klanten lid medewerker leverancier gebruiker relatie patiënt debiteur',
  number: 'nummer nr num no',
  filler: 'van de het een uw onze ons mijn is en of voor nieuw zakelijk persoonlijk algemeen tweede ander',
  numberEndings: 'nummer nr kenmerk',
};
