/** English words in front of digits. */
import type { LabelWords } from './words.ts';

export const english: LabelWords = {
  phone: `tel tele telephone telephones phone phones ph fon phoneno mobile mobiles mob cell cellphone cellular landline
    smartphone whatsapp hotline helpline switchboard tollfree freephone freecall voicemail pager callback viber wechat tf teleph dialin
    ddi landlines cellno mobileno telno`,
  weak: `call calls calling ring text sms dial reach contact contacts office work home direct main desk
    reception enquiries support helpdesk emergency t m p d o h w c mbl hp fixed free toll phoning
    booking bookings reservations orders sales service services info lines line signal telegram manager`,
  fax: 'fax telefax facsimile f fx telecopier',
  id: `order invoice inv quote quotation receipt contract policy claim reservation confirmation shipment shipping parcel
    tracking track waybill awb consignment batch lot sku upc ean gtin imei iccid mac serial sn serialno
    article build release revision rev id ids uid uuid guid ref refs reference references code codes pin otp token
    key keys acct acc ac ticket tickets case cases incident issue bug deal renewal po rma
    zip postcodes postal box vat tin ein ssn itin isbn patent iban bic
    swift card visa mastercard amex maestro discover routing sort aba gps lat lng lon long latitude longitude coordinates coords
    timestamp unix hash commit ip passport licence license permit registration reg vin chassis
    insurance social tax gst abn arbn charity batch transaction txn
    trx payment pay transfer remittance cheque check deposit amount total subtotal sum balance price cost fee salary budget revenue
    turnover quantity qty count population views size weight score points rows bytes meter fund asset inventory
    stock bin flight pnr locator award bonus loyalty membership frequent flyer folio docket matter court
    plot unit suite room apt badge roll student voucher coupon gift promo error err 
    campaign survey request req job task jira tariff pan aadhaar aadhar gstin
    medicare birthdate dob born year years fiscal delivery package pkg load container seal lading
    account item product model version part slip value estimate agreement return entry ledger journal
    locker seat plate webinar zoom catalogue catalog debtor sap erp subscription
    employees created modified firmware pn credit ni trace loan username password till gate
    despatch`,
  owner: `accounts customer client member user employee staff patient subscriber supplier vendor partner debtor creditor tenant driver person people company
    business organisation organization lead opportunity
    project advice record records date parts warehouse dispatch security fedex dhl ups usps dpd`,
  number: 'no nos nr num numb number numbers nbr numero identifier',
  filler: `of for the new newest latest current correct right wrong best same following other their our your my his her their is are was and or in a an new old primary secondary alternate alternative private personal
    business mobile preferred internal external international national local daytime evening day night home work office main direct
    please us me uk usa eu alt backup second any another`,
};
