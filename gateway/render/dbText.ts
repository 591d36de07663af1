/** The files of Kamailio's db_text module: a line that names the columns, then a line a row (its README, "file format"). */
import type { Provider } from '../config/provider.ts';
import type { GatewaySettings } from '../config/settings.ts';
import { socketOf, type Table } from './tables.ts';

/** What the module htable loads. */
export function htableFile(table: Table): string {
  const rows = [...table].map(([key, value], index) => [index + 1, key, 0, 0, value, 0]);
  return file('id(int) key_name(string) key_type(int) value_type(int) key_value(string) expires(int)', rows);
}

/** What the module uac registers at: a row for every provider of mode `register`. */
export function registrationsFile(providers: readonly Provider[], settings: GatewaySettings): string {
  const columns = [
    ...['id(int)', 'l_uuid(string)', 'l_username(string)', 'l_domain(string)', 'r_username(string)'],
    ...[
      'r_domain(string)',
      'realm(string,null)',
      'auth_username(string)',
      'auth_password(string)',
      'auth_ha1(string,null)',
    ],
    ...[
      'auth_proxy(string)',
      'expires(int)',
      'flags(int)',
      'reg_delay(int)',
      'contact_addr(string)',
      'socket(string)',
    ],
  ];
  const rows = providers
    .filter(({ mode }) => mode === 'register')
    .map((provider, index) => [index + 1, ...registrationOf(provider, settings)]);
  return file(columns.join(' '), rows);
}

/** A registration in the order of the columns, without the id. The uuid, our Contact's user, is the provider's name. */
export function registrationOf(provider: Provider, settings: GatewaySettings): readonly (string | number)[] {
  const { name, username, password, domain, host, port, transport } = provider;
  const { udp, tcp, tls } = {
    udp: settings.ports.sipUdp,
    tcp: settings.ports.sipTcp,
    tls: settings.ports.sipTls,
  };
  const contact = `${settings.publicAddress}:${{ udp, tcp, tls }[transport]};transport=${transport}`;
  const proxy = `sip:${host}:${port};transport=${transport}`;
  return [
    ...[name, username, domain, username, domain, '', username, password, '', proxy],
    ...[REGISTRATION_S, 0, 0, contact, socketOf(provider, settings)],
  ];
}

/** A registration that outlives its gateway sends calls to nobody; this is how long at most. */
const REGISTRATION_S = 120;

/** The versions that Kamailio 5.6 wants its tables to have. */
export const VERSIONS_FILE = file('table_name(string) table_version(int)', [
  ['uacreg', 5],
  ['version', 1],
]);

function file(columns: string, rows: readonly (readonly (string | number)[])[]): string {
  return [columns, ...rows.map((row) => row.map(escaped).join(':'))].join('\n').concat('\n');
}

const ESCAPED: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  ':': '\\:',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function escaped(value: string | number): string {
  return String(value).replace(/[\\:\n\r\t]/g, (character) => ESCAPED[character] ?? character);
}
