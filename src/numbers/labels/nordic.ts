/** Swedish, Norwegian, Danish, Icelandic and Finnish words in front of digits. */
import type { LabelWords } from './words.ts';

export const nordic: LabelWords = {
  phone: `telefon tel tfn tlf tlfnr mobil mobilnr mobiltelefon mobiltlf direktnummer växel växeln direkt sentralbord telefonnummer
    mobilnummer telefonnr sími farsími gsm puhelin puh matkapuhelin kännykkä vaihde puhelinnumero puhelinnro matkapuh`,
  weak: 'ring ringe ringa kontakt kontor hem hjem arbete arbejde jobb arbeid jour akut akutt nås soita toimisto koti työ hringdu hringja vagt',
  fax: 'fax telefax faksi faks faxnr faksimile bréfsími',
  id: `order ordre ordrenr ordernr orderno faktura fakturor fakturanr fakturanummer offert tilbud tilbuds kontrakt avtal avtale aftale referens referanse
    reference ref kvitto kvittering ärende sag sagsnr sak saksnr ärendenr försäkring forsikring sygesikring sjukförsäkring police skade skada moms mva cvr orgnr organisationsnummer
    organisasjonsnummer org personnummer personnr pnr cpr fødselsnummer fødselsnr kundnr kundenr kundenummer kundnummer konto kontonr kontonummer bankgiro bg
    plusgiro pg postgiro clearing clearingnr reg kort försändelse försändelsenr sending pakke paket kolli parti serie artikel art vare varenr
    produkt belopp beløb beløp summa sum total pris saldo antal antall registrering pass körkort kørekort bokning bestilling beställning beställningsnr
    booking betaling betalning transaktion ocr kid ean postnr postnummer boks box modell model leverans levering följesedel
    tilaus tilausnumero lasku laskunumero laskun tilauksen tarjous sopimus viite viitenumero kuitti asia asianumero vakuutus alv y-tunnus ytunnus tunnus
    henkilötunnus hetu asiakasnumero asiakasnro tili tilinumero kortti lähetys lähetystunnus seurantakoodi erä sarjanumero tuote summa yhteensä hinta
    määrä varaus maksu postinumero versio syntymäaika kennitala pöntun reikningur pöntunarnúmer vsk virðisaukaskattur
    fødselsdato födelsedatum dato datum projekt prosjekt tracking dnr mätarställning anläggnings diarie henvendelse
    foretak måler kvitt palvelupyyntö tiketti kohde kirjanpito passin lupa jäsenyys mittari pers journal`,
  owner:
    'kund kunde kunder medlem ansatt anställd leverantör leverandør bruker bruger användare asiakas jäsen toimittaja viðskiptavinur',
  number: 'nummer nr num no numret nummeret numero nro nr. númer',
  filler: 'av af för for vår vårt din ditt mitt är er ja og och eller i privat arbets jobb ny tai',
  numberEndings: 'nummer numret nummeret nr numero nro tunnus númer',
};
