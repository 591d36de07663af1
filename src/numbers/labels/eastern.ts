/** Hungarian, Romanian, Greek, Turkish, Baltic, Albanian, Indonesian, Malay, Vietnamese and Swahili words in front of digits. */
import type { LabelWords } from './words.ts';

export const eastern: LabelWords = {
  phone: `telefonszám telefonszáma mobilszám mobil vezetékes telefon telefonul mobilul fix
    τηλ τηλέφωνο τηλεφωνο τηλέφωνα τηλεφωνικό κινητό κιν σταθερό
    telefonu tlf gsm ceptel telefonum santral sabit
    telefonas tālrunis tālr mob mobilais telefons telefoninumber mobiiltelefon telefoni celular
    telepon telp hp ponsel handphone hubungi seluler whatsapp wa telefon bimbit simu
    điện thoại đt sđt di động đtdđ hotline`,
  weak: 'hívja hívjon iroda otthon sunați suna birou acasă καλέστε γραφείο arayın arayınız ofis ev iş iletişim helista kontor skambinkite zvaniet gọi liên hệ kantor rumah piga',
  fax: 'fax faks φαξ fakss faksas faksi telefax belgegeçer',
  id: `rendelés rendelésszám megrendelés számla számlaszám sorszám szerződés ajánlat hivatkozás adószám cégjegyzék cégjegyzékszám közösségi taj bankszámla
    kártya csomag csomagszám tétel sorozat cikk cikkszám termék összeg összesen ár egyenleg mennyiség foglalás irányítószám ügyszám ügyfélszám születési dátum
    comandă comanda comenzii factură factura facturii contract contractului oferta referință chitanță dosar poliță cui cif cnp cont contului card colet awb lot serie articol
    produs sumă suma total preț sold cantitate rezervare plată poștal nașterii data înregistrare
    παραγγελία παραγγελίας τιμολόγιο τιμολογίου σύμβαση προσφορά αναφορά απόδειξη αφμ α.φ.μ δοϋ αμκα λογαριασμός λογαριασμού κάρτα κάρτας αποστολή αποστολής δέμα παρτίδα
    προϊόν ποσό σύνολο τιμή υπόλοιπο κράτηση κράτησης πληρωμή τκ ημερομηνία γεμη αρ κωδικός
    sipariş siparişi fatura sözleşme teklif referans makbuz dosya poliçe vergi vkn tckn tc kimlik mersis hesap kart kargo takip gönderi parti seri ürün
    tutar toplam fiyat bakiye miktar rezervasyon ödeme havale posta tarih doğum talep
    tellimus tellimuse arve leping pakkumine isikukood registrikood kmkr käibemaks konto kaart saadetis partii summa kokku hind
    užsakymas užsakymo sąskaita sąskaitos faktūra sutartis asmens įmonės kodas pvm kortelė siunta siuntos suma viso kaina
    pasūtījums pasūtījuma rēķins rēķina līgums personas reģistrācijas kods pvn konts karte sūtījums summa kopā cena
    porosia fatura kontrata nipt llogaria shuma
    pesanan faktur tagihan kontrak resi npwp nik ktp rekening kartu kiriman paket jumlah harga saldo nomor-pesanan invois akaun pesananan
    đơn hóa hoá mã số-thuế thuế mst cccd cmnd tài khoản stk thẻ vận tổng tiền giá hợp đồng oda risiti
    azonosító vevőkód végösszeg bejelentés hibajegy mérőóra gyári kód nyomkövetési tichet sesizare cerere abonat
    proces verbal συμβόλαιο ασφαλιστήριο υπόθεση αίτημα παροχή πρωτόκολλο πρωτ δελτίο κωδ σειριακός barkod sicil
    tesisat abone irsaliye üye hasar pasaport belge kayıt tiket kwitansi nota kode barang anggota referensi phiếu vé
    sê-ri sê yêu cầu khiếu nại giao dịch biên lai sutarties reg kvitas izziņa chỗ phẩm kodu cộng
    biztosítás személyi buletin abonament bảo hiểm kiện hồ sơ tham chiếu phòng surat kad sgk`,
  owner: `ügyfél vevő partner client clientul πελάτης πελάτη müşteri klient kliendi klientas klients pelanggan khách hàng mteja
    viên`,
  number:
    'szám száma număr numărul numarul nr αριθμός αριθμό αρ αριθ numara numarası numaranız no number numeris numurs nomor no nombor số so namba',
  filler: `a az és vagy și sau de al ale ο η το και ή ve veya ile ja või ir arba un vai dan atau của và hoặc na sayın bizim
    là bạn anda adalah`,
  numberEndings: 'szám száma numara numarası number numurs numeris',
};
