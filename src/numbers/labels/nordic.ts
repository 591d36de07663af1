/** Swedish, Norwegian, Danish, Icelandic and Finnish words in front of digits. */
import type { LabelWords } from './words.ts';

export const nordic: LabelWords = {
  phone: `telefon tel tfn tlf mobil mobiltelefon mobiltlf växel växeln direkt sentralbord
    sími farsími gsm puhelin puh matkapuhelin kännykkä vaihde matkapuh`,
  weak: 'ring ringe ringa kontakt kontor hem hjem arbete arbejde jobb arbeid jour akut akutt nås soita toimisto koti työ hringdu hringja vagt',
  fax: 'fax telefax faksi faks faksimile bréfsími',
  id: `order ordre orderno faktura fakturor offert tilbud tilbuds kontrakt avtal avtale aftale referens referanse
    reference ref kvitto kvittering ärende sag sak försäkring forsikring sygesikring sjukförsäkring police skade skada moms mva cvr
    org konto bankgiro bg
    plusgiro pg postgiro clearing reg kort försändelse sending pakke paket kolli parti serie artikel art vare
    produkt belopp beløb beløp summa sum total pris saldo antal antall registrering pass körkort kørekort bokning bestilling beställning
    booking betaling betalning transaktion ocr kid ean boks box modell model leverans levering följesedel
    tilaus lasku laskun tilauksen tarjous sopimus viite kuitti asia vakuutus alv ytunnus tunnus
    hetu tili kortti lähetys seurantakoodi erä tuote summa yhteensä hinta
    määrä varaus maksu versio syntymäaika kennitala pöntun reikningur pöntunarnúmer vsk virðisaukaskattur
    fødselsdato födelsedatum dato datum projekt prosjekt tracking dnr mätarställning anläggnings diarie henvendelse
    foretak måler kvitt palvelupyyntö tiketti kohde kirjanpito passin lupa jäsenyys mittari pers journal totalt koodi
    tapaus loppusumma`,
  owner:
    'kund kunde kunder medlem ansatt anställd leverantör leverandør bruker bruger användare asiakas jäsen toimittaja viðskiptavinur',
  number: 'nummer nr num no numret nummeret numero nro nr. númer',
  filler: 'av af för for vår vårt din ditt mitt är er ja og och eller i privat arbets jobb ny tai',
  numberEndings: 'nummer numret nummeret nr numero nro tunnus númer',
};
