/** German words in front of digits. */
import type { LabelWords } from './words.ts';

export const german: LabelWords = {
  phone: `telefon tel fon telefonisch handy mobil mobiltelefon mobilfunk festnetz durchwahl dw rufnummer rufnr rückruf
    telefonnummer handynummer mobilnummer kontaktnummer servicenummer notrufnummer dienstnummer festnetznummer telefonzentrale zentrale
    rückrufnummer hotline servicetelefon sammelnummer natel`,
  weak: 'anruf anrufen ruf büro privat geschäftlich dienstlich kontakt empfang sekretariat notfall erreichbar unter tf',
  fax: 'telefax fax faxnummer faxnr telefaxnummer',
  id: `bestätigung rechnung rg rgnr rechn auftrag auftr bestellung best bestell vertrag artikel art sendung
    sendungs lieferschein lieferung ls angebot ang angebots charge chargen seriennummer serie ticketnummer vorgang vg
    aktenzeichen zeichen beleg buchungsnr buchungs police versicherung versicherungsnummer schaden
    konto kontonummer kto ktonr blz bankleitzahl ust ustid ustidnr idnr mwst steuer steuernummer stnr steuerid handelsregister hrb hra
    fn uid firmenbuch personalausweis ausweis reisepass pass führerschein kennzeichen
    kreditkarte karte kartennummer karten plz postleitzahl postfach pf betrag summe gesamt gesamtbetrag preis netto brutto
    umsatz saldo menge anzahl stück gewicht projekt vorfall fall los zähler zählernummer zählerstand
    geburtsdatum geb geboren datum kundennummer kundennr kdnr kdn kd knr mitgliedsnummer personalnummer persnr matrikel matrikelnummer
    referenz verwendungszweck mandat mandatsreferenz gläubiger iln gln pzn sozialversicherung rentenversicherung svnr ahv
    flurstück hausnummer zimmer raum auflage seite gutschein gutschrift mahnung paket geschäftszeichen kostenstelle
    kassenzeichen mandatsref zählpunkt bauteil gesamtsumme abo abonnement retoure bon quittung lizenz anlage
    storno `,
  owner:
    'rechnungen aufträge verträge angebote buchung kunde kunden kundin mitglied mitarbeiter lieferant partner mieter patient ansprechpartner debitor kreditor',
  number: 'nummer nr num nrn',
  filler: `neuer alte aktuelle der die das des den dem ihre ihr unsere unser meine mein neue ist lautet und oder für vom von zur im mit am
    andere richtige zweite alternative`,
  numberEndings: 'nummer nummern nr num kennung code',
};
