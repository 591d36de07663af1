/** Spanish and Catalan words in front of digits. */
import type { LabelWords } from './words.ts';

export const spanish: LabelWords = {
  phone: `teléfono teléfonos telf telef tfno tfo tlf tel móvil móviles movil celular cel fijo centralita conmutador telèfon mòbil
    telefónico telefónica`,
  weak: 'llame llamar llámenos llámame llamada llamadas oficina casa trabajo contacto whatsapp urgencias recepción atención marque',
  fax: 'fax telefax facsímil',
  id: `factura fra fact pedido albarán presupuesto contrato referencia ref recibo expediente póliza siniestro
    cif nif nie dni rut ruc rfc curp cuit cuil nit cédula clabe cuenta cta iban tarjeta seguimiento guía envío paquete lote serie artículo
    código cod importe total subtotal precio saldo monto iva cantidad cant registro matrícula pasaporte licencia
    seguridad social nss ss afiliación folio orden órdenes reserva localizador remesa transferencia apartado apdo postal cp oc
    incidencia tíquet nacimiento fecha nómina comprobante cotización oferta proyecto trámite radicado comanda remito
    solicitud boleta suministro medidor legajo transacción operación cheque cufe boleto compra`,
  owner: `facturas pedidos contratos cliente clientes proveedor socio empleado usuario paciente abonado afiliado persona modelo versión producto
    servicio`,
  number: 'número núm num nro no nº n º ª',
  filler: `otro actual de del la el los las su nuestro nuestra mi es y o u para con en particular personal privado comercial empresa directo principal casa nuevo fiscal
    alternativo secundario nueva`,
};
