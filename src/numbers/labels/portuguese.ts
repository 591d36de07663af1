/** Portuguese words in front of digits. */
import type { LabelWords } from './words.ts';

export const portuguese: LabelWords = {
  phone: 'telefone telefones telemóvel tlm tlf tel fone celular cel zap whatsapp fixo pabx telef',
  weak: 'ligue ligar ligação contacto contato escritório casa trabalho atendimento sac recepção recado',
  fax: 'fax telefax',
  id: `fatura factura pedido encomenda orçamento contrato referência ref recibo processo protocolo apólice
    nif nipc niss cnpj cpf rg cnh pis inscrição conta agência iban nib boleto cartão rastreio rastreamento envio objeto
    lote série artigo código cód valor total preço saldo montante iva quantidade qtd registo registro matrícula passaporte
    nota nf nfe ordem reserva transferência pix postal caixa oc nascimento data guia chamado remessa
    sinistro título duplicata alvará contribuinte segurança social utente comprovante entidade transação ie senha
    prontuário medidor cheque bilhete`,
  owner: `faturas pedidos encomendas cliente clientes fornecedor sócio funcionário usuário utilizador paciente assinante modelo versão produto
    serviço`,
  number: 'número núm num nro nº n no',
  filler:
    'outro atual de do da dos das o a os as seu sua nosso nossa meu é e ou para com em comercial residencial pessoal principal direto novo fiscal estadual municipal',
};
