/** German words in front of digits. */
import type { LabelWords } from './words.ts';

export const german: LabelWords = {
  phone: `telefon tel fon telefonisch handy mobil mobiltelefon mobilfunk festnetz durchwahl dw rückruf
    notrufnummer dienstnummer telefonzentrale zentrale
    hotline servicetelefon sammelnummer natel`,
  weak: 'anruf anrufen ruf büro privat geschäftlich dienstlich kontakt empfang sekretariat notfall erreichbar unter tf',
  fax: 'telefax fax',
  id: `bestätigung rechnung rg rechn auftrag auftr bestellung bestell vertrag artikel art sendung
    sendungs lieferschein lieferung ls angebot ang angebots charge chargen serie vorgang vg
    aktenzeichen zeichen beleg buchungs police versicherung schaden
    konto kto blz bankleitzahl ust ustid mwst steuer steuerid handelsregister hrb hra
    fn uid firmenbuch personalausweis ausweis reisepass pass führerschein kennzeichen
    kreditkarte karte karten plz postleitzahl postfach pf betrag summe gesamt gesamtbetrag preis netto brutto
    umsatz saldo menge anzahl stück gewicht projekt vorfall fall los zähler zählerstand
    geburtsdatum geb geboren datum kdn kd knr matrikel
    referenz verwendungszweck mandat mandatsreferenz gläubiger sozialversicherung rentenversicherung ahv
    flurstück zimmer raum auflage seite gutschein gutschrift mahnung paket geschäftszeichen kostenstelle
    kassenzeichen mandatsref zählpunkt bauteil gesamtsumme abo abonnement retoure bon quittung lizenz anlage
    storno schein verw`,
  owner: `rechnungen aufträge verträge angebote buchung kunde kunden kundin mitglied mitarbeiter lieferant partner mieter patient ansprechpartner debitor kreditor
    material reservierung`,
  number: 'nummer nr num nrn',
  filler: `neuer alte aktuelle der die das des den dem ihre ihr unsere unser meine mein neue ist lautet und oder für vom von zur im mit am
    andere richtige zweite alternative`,
  numberEndings: 'nummer nummern nr num kennung code',
};
