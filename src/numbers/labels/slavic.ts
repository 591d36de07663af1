/** Polish, Czech, Slovak, Slovenian, Croatian and Serbian words in front of digits. */
import type { LabelWords } from './words.ts';

export const slavic: LabelWords = {
  phone: `telefon telefonu telefony telefonický tel tel-kom kom komórka komórkowy kom. mobil mobilní mobilný mobitel gsm linka
    telefonní telefónne telefónny stacjonarny centrala infolinia infolinka ústředna pevná prenosni telefonska fiksni
    mobitela mobitelu`,
  weak: 'zadzwoń dzwoń zadzwonic kontakt biuro dom praca volejte zavolejte volat kancelář kancelária domů práce recepce recepcja nazovite pozovite pokličite pisarna ured',
  fax: 'faks fax telefaks',
  id: `faktura faktury fakt fv zamówienie zamówienia zam oferta umowa umowy referencja sygnatura paragon sprawa sprawy polisa szkoda nip regon pesel krs
    vat konto konta rachunek rachunku karta karty przesyłka przesyłki paczka paczki przewozowy partia seria artykuł produkt produktu kwota suma razem
    cena saldo ilość rejestr paszport prawo dowód dowodu rezerwacja rezerwacji przelew kod pocztowy skrytka model zgłoszenie zgłoszenia ean
    objednávka objednávky obj faktúra faktúry smlouva smlouvy zmluva zmluvy nabídka ponuka reference doklad pojištění poistka ič ičo dič rodné
    účet účtu číslo-účtu zásilka zásilky zásielka balík šarže série artikl zboží částka suma celkem spolu cena množství rezervace platba psč
    variabilní variabilný vs ks ss symbol datum narození narodenia
    narudžba narudžbe račun računa ugovor ponuda oib mbs jmbg pib mb matični emšo davčna naročilo naročila pogodba pošiljka paket iznos ukupno cijena
    znesek skupaj cena datum rezervacija spis sygn indeks transakcja transakcji zlecenie zlecenia księga
    reklamacja reklamace reklamácia działki legitymacji licznika dodací zakázka zákazka č.j rč dokladu požadavek
    hlášení pojistka polica katalogové výrobní sériové seriové serijski šifra predmet zahtjev reklamacija čj
    čú przewozowego wieczysta zapłaty kl iskaznica případ`,
  owner:
    'klient klienta zákazník zákazníka zákaznické kupac kupca stranka stranke członek pracownik dostawca dodavatel dodávateľ uživatel',
  number: 'numer numeru nr num číslo čísla č c broj br št številka število',
  filler: `w z i a o lub nebo alebo ili ali je jest nasz nasza moja moje twój váš náš vaš naš pro pre za służbowy prywatny domowy osobní nový główny
    drugi inny druhé druhý jiné`,
};
