/**
 * providers.yaml → Provider[], or every problem in it at once. Nothing is guessed and nothing weak is taken in silence:
 * an unknown key, a certificate nobody checks or SRTP keys over an open wire is a problem that says what to write.
 */
import { parseInbound } from './parseInbound.ts';
import type { Parsed } from './problem.ts';
import { FROM_USERS, MEDIA, MODES, NUMBER_FORMATS, type Provider, TRANSPORTS } from './provider.ts';
import { createFieldReader, type FieldReader } from './readField.ts';
import * as kind from './values.ts';
import { type Environment, type Place, readYaml, type YamlReader } from './yamlReader.ts';

const KEYS = [
  ...['host', 'port', 'username', 'password', 'domain'],
  ...[
    'transport',
    'media',
    'mode',
    'tls',
    'fromUser',
    'callerIds',
    'numberFormat',
    'homeCountry',
    'nationalPrefix',
  ],
  ...['prefixes', 'headers', 'browserHeaders', 'refer', 'limits', 'inbound', 'sources'],
] as const;

/** `file`: as it is called in problems. `environment`: where `${NAME}` is looked up. */
export function parseProviders(
  text: string,
  { file, environment }: { readonly file: string; readonly environment: Environment },
): Parsed<readonly Provider[]> {
  const yaml = readYaml(text, file, environment);
  const top = yaml.fields(yaml.root, ['providers']);
  const providers: Provider[] = [];
  for (const [name, place] of top.providers ? yaml.entries(top.providers) : []) {
    if (kind.NAME.read(name) === null) yaml.report(place, kind.NAME.expects, name);
    providers.push(parseProvider(name, place, yaml));
  }
  if (top.providers === undefined && yaml.problems.length === 0)
    yaml.report(
      { ...yaml.root, about: 'providers' },
      'is missing: write `providers:` and under it one entry a provider',
      null,
    );
  reportSharedNumbers(providers, top.providers, yaml);
  return yaml.problems.length > 0 ? { ok: false, problems: yaml.problems } : { ok: true, value: providers };
}

function parseProvider(name: string, place: Place, yaml: YamlReader): Provider {
  const found = yaml.fields(place, KEYS);
  const read = createFieldReader(yaml, place, found);
  const transport = read.one('transport', kind.oneOf(TRANSPORTS), 'udp');
  const mode = read.one('mode', kind.oneOf(MODES), 'digest');
  const host = read.required('host', kind.HOST);
  const numberFormat = read.one('numberFormat', kind.oneOf(NUMBER_FORMATS), 'e164');
  const homeCountry = read.one<string | null>('homeCountry', kind.COUNTRY_CODE, null);
  if (numberFormat === 'local' && homeCountry === null)
    yaml.report(place, 'numberFormat local needs `homeCountry`, such as "+44"', null);
  return {
    name,
    host,
    port: read.one('port', kind.PORT, transport === 'tls' ? 5061 : 5060),
    ...readCredentials(mode, read),
    domain: read.one('domain', kind.HOST, host),
    transport,
    mode,
    media: readMedia(transport, read, yaml, found.media),
    fromUser: read.one('fromUser', kind.oneOf(FROM_USERS), 'callerId'),
    callerIds: read.many('callerIds', kind.E164, []),
    numberFormat,
    homeCountry,
    nationalPrefix: read.one('nationalPrefix', kind.NATIONAL_PREFIX, homeCountry === '+1' ? '' : '0'),
    prefixes: read.many('prefixes', kind.PREFIX, ['']),
    headers: readHeaders(found.headers, yaml),
    browserHeaders: read.many('browserHeaders', kind.HEADER_NAME, []).map((header) => header.toLowerCase()),
    refer: read.one('refer', kind.YES_NO, false),
    limits: readLimits(found.limits, yaml),
    inbound: parseInbound(found.inbound, yaml),
    sources: read.many('sources', kind.SOURCE, []),
    tls: readTls(found.tls, transport, yaml),
  };
}

function readCredentials(mode: Provider['mode'], read: FieldReader): Pick<Provider, 'username' | 'password'> {
  if (mode === 'ip') {
    return {
      username: read.one('username', kind.USERNAME, ''),
      password: read.secret('password', kind.PASSWORD, ''),
    };
  }
  return {
    username: read.required('username', kind.USERNAME),
    password: read.secret('password', kind.PASSWORD),
  };
}

function readMedia(
  transport: Provider['transport'],
  read: FieldReader,
  yaml: YamlReader,
  place: Place | undefined,
): Provider['media'] {
  const media = read.one('media', kind.oneOf(MEDIA), 'rtp');
  if (media === 'srtp' && transport !== 'tls' && place)
    yaml.report(
      place,
      `SRTP’s keys would travel over ${transport} for anyone to read: add \`transport: tls\``,
    );
  return media;
}

function readHeaders(place: Place | undefined, yaml: YamlReader): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const [name, value] of place ? yaml.entries(place) : []) {
    const text = yaml.text(value);
    if (kind.HEADER_NAME.read(name) === null) yaml.report(value, kind.HEADER_NAME.expects, name);
    else if (text !== null && kind.HEADER_VALUE.read(text) === null)
      yaml.report(value, kind.HEADER_VALUE.expects);
    else headers[name] = text ?? '';
  }
  return headers;
}

function readLimits(place: Place | undefined, yaml: YamlReader): Provider['limits'] {
  if (!place) return { calls: null, maxDurationS: null };
  const read = createFieldReader(yaml, place, yaml.fields(place, ['calls', 'maxDurationS']));
  return {
    calls: read.one<number | null>('calls', kind.wholeFrom(1, 100_000, 'a number of calls'), null),
    maxDurationS: read.one<number | null>('maxDurationS', kind.wholeFrom(10, 86_400, 'seconds'), null),
  };
}

function readTls(
  place: Place | undefined,
  transport: Provider['transport'],
  yaml: YamlReader,
): Provider['tls'] {
  if (!place) return { verify: true, caFile: null };
  if (transport !== 'tls')
    yaml.report(
      place,
      `nothing is encrypted over ${transport}: remove it, or write \`transport: tls\``,
      null,
    );
  const fields = yaml.fields(place, ['verify', 'caFile']);
  const read = createFieldReader(yaml, place, fields);
  const verify = fields.verify ? yaml.text(fields.verify) : 'yes';
  const isOff = verify === 'insecure';
  if (fields.verify && verify !== null && !isOff && kind.YES_NO.read(verify) !== true)
    yaml.report(
      fields.verify,
      'anybody could be the provider then: write `yes`, or, if that is accepted, `insecure`',
    );
  return { verify: !isOff, caFile: read.one<string | null>('caFile', kind.PATH, null) };
}

/** A number is answered for in one place: with two, a reordered file would move calls. */
function reportSharedNumbers(
  providers: readonly Provider[],
  place: Place | undefined,
  yaml: YamlReader,
): void {
  const owners = new Map<string, string>();
  for (const { name, inbound } of providers) {
    for (const { did } of inbound) {
      const owner = owners.get(did);
      if (did !== '*' && owner && place)
        yaml.report(place, `${name} and ${owner} both have it: keep one`, did);
      owners.set(did, name);
    }
  }
}
