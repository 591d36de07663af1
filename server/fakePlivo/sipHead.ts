/** The head of a SIP request as far as the switch door needs it: who, to whom, and the headers by name. */

export type SipHead = {
  readonly method: string;
  /** User part of the request's URI: what was dialled. */
  readonly dialled: string;
  /** User part of From. */
  readonly user: string;
  readonly callId: string;
  readonly fromTag: string;
  readonly cseq: number;
  /** A header by its name in any case; empty when there is none. */
  header(name: string): string;
  /** X-PH-… headers, spelled as they came. */
  readonly custom: Readonly<Record<string, string>>;
};

const userOf = (uri: string) => decodeURIComponent(/sips?:([^@;>]+)@/.exec(uri)?.[1] ?? '');

/** Text of a request → its head, or null when it is not a SIP request. */
export function parseSipHead(text: string): SipHead | null {
  const [start = '', ...lines] = (text.split('\r\n\r\n')[0] ?? '').split('\r\n');
  const [, method, uri] = /^([A-Z]+) (\S+) SIP\/2\.0$/.exec(start) ?? [];
  if (!method || !uri) return null;
  const pairs = lines
    .map((line) => /^([\w-]+)\s*:\s*(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, name = '', value = '']) => [name, value] as const);
  const headers = new Map(pairs.map(([name, value]) => [name.toLowerCase(), value]));
  const header = (name: string) => headers.get(name.toLowerCase()) ?? '';
  return {
    method,
    dialled: userOf(uri),
    user: userOf(header('from')),
    callId: header('call-id'),
    fromTag: /;tag=([^;\s]+)/.exec(header('from'))?.[1] ?? '',
    cseq: Number.parseInt(header('cseq'), 10),
    header,
    custom: Object.fromEntries(pairs.filter(([name]) => /^x-ph-/i.test(name))),
  };
}
