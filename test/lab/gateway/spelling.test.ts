// A prefix that is denied is denied however a number is spelled, and whichever way a provider wants it dialled.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../process.ts';
import type { Carrier } from './carrier.ts';
import { BROWSER_SDP } from './mutations.ts';
import { credentials, openRawBrowser, request } from './rawBrowser.ts';
import { type GatewayRig, type LabGround, openGround, REALM } from './rig.ts';

const ORIGIN = 'http://127.0.0.1:1';
const FORMATS = ['e164', 'digits', '00', 'local'] as const;
const ALLOWED = '+442079460186';

/** Request-URIs of +1 900 555 0100 and +44 909 879 0000, both denied. */
const SPELLINGS = [
  // as it is
  ...[
    'sip:+19005550100@REALM',
    'sips:+19005550100@REALM',
    'SIP:+19005550100@REALM',
    'sip:+449098790000@REALM',
  ],
  // with a parameter, a header, a port, a password, another host
  ...[
    'sip:+19005550100@REALM;user=phone',
    'sip:+19005550100@REALM;transport=ws;lr',
    'sip:+19005550100@REALM:5060',
  ],
  ...[
    'sip:+19005550100;npdi=yes@REALM',
    'sip:+19005550100;phone-context=+44@REALM',
    'sip:+19005550100:x@REALM',
  ],
  ...[
    'sip:+19005550100@127.0.1.1',
    'sip:+19005550100@REALM?X-Offhook-Provider=e164',
    'sip:+19005550100@%52EALM',
  ],
  // with the characters that people write
  ...[
    'sip:+1-900-555-0100@REALM',
    'sip:+1.900.555.0100@REALM',
    'sip:+1(900)5550100@REALM',
    'sip:+1_9005550100@REALM',
  ],
  ...[
    'sip:++19005550100@REALM',
    'sip:+1+9005550100@REALM',
    'sip:+1*9005550100@REALM',
    'sip:+19005550100#@REALM',
  ],
  // in escapes
  ...[
    'sip:%2B19005550100@REALM',
    'sip:%2b19005550100@REALM',
    'sip:+%319005550100@REALM',
    'sip:+1%39005550100@REALM',
  ],
  ...['sip:+1%3900%35550100@REALM', 'sip:%2B1%39%30%305550100@REALM', 'sip:+1%20900%205550100@REALM'],
  ...[
    'sip:+1900%355%350100@REALM',
    'sip:%00+19005550100@REALM',
    'sip:+1%009005550100@REALM',
    'sip:%252B19005550100@REALM',
  ],
  // as it is dialled abroad and at home
  ...['sip:0019005550100@REALM', 'sip:01119005550100@REALM', 'sip:19005550100@REALM', 'sip:9005550100@REALM'],
  ...[
    'sip:09098790000@REALM',
    'sip:00449098790000@REALM',
    'sip:+0019005550100@REALM',
    'sip:+019005550100@REALM',
  ],
  // with such a prefix behind a country code
  ...[
    'sip:+119005550100@REALM',
    'sip:+1019005550100@REALM',
    'sip:+4409098790000@REALM',
    'sip:+44449098790000@REALM',
  ],
  ...[
    'sip:+44019005550100@REALM',
    'sip:+440019005550100@REALM',
    'sip:+101144909879000@REALM',
    'sip:+44004490987900@REALM',
  ],
  // as a telephone’s URI
  ...[
    'tel:+19005550100',
    'tel:+1-900-555-0100',
    'TEL:+19005550100',
    'tel:9005550100;phone-context=+1',
    'tel:%2B19005550100',
  ],
].map((uri) => uri.replace('REALM', REALM));

let ground: LabGround;
let gateway: GatewayRig;
let carrier: Carrier;
let signed: string;

beforeAll(async () => {
  ground = await openGround();
  carrier = await ground.carrier({ name: 'acme', address: '127.0.1.1' });
  const entries = FORMATS.map((format) => {
    const home = format === 'local' ? ', homeCountry: "+44"' : '';
    return `  ${format === '00' ? 'abroad' : format}: { host: ${carrier.address}, port: ${carrier.port}, mode: ip, numberFormat: "${format}"${home} }`;
  });
  gateway = await ground.gateway({
    origins: [ORIGIN],
    providers: `providers:\n${entries.join('\n')}\n`,
    environment: {
      DENY_PREFIXES: '+1900,+449',
      MAX_CALLS_PER_AGENT: '1000',
      MAX_CALLS_PER_HOUR_PER_AGENT: '100000',
    },
  });
  const { user, password } = gateway.account();
  const browser = await open();
  const challenge = await browser.ask(invite(`sip:${ALLOWED}@${REALM}`));
  browser.close();
  signed = credentials(challenge, { user, password, method: 'INVITE', uri: `sip:${REALM}` });
});
afterAll(() => ground?.stop());

const open = () => openRawBrowser(`ws://127.0.0.1:${gateway.settings.ports.ws}`, ORIGIN);
const invite = (uri: string) =>
  request({ method: 'INVITE', uri, from: `sip:alice@${REALM}`, to: `sip:somebody@${REALM}` });

async function call(uri: string, provider: string): Promise<number> {
  const browser = await open();
  const lines = [...invite(uri), signed, `X-Offhook-Provider: ${provider}`, 'Content-Type: application/sdp'];
  const { status } = await browser.ask(lines, BROWSER_SDP);
  browser.close();
  return status;
}

describe.each(['e164', 'digits', 'abroad', 'local'])(
  'over a provider that wants numbers as %s',
  (provider) => {
    it(`none of ${SPELLINGS.length} spellings of a denied number gets out`, async () => {
      const answers = new Map<string, number>();
      for (const uri of SPELLINGS) answers.set(uri, await call(uri, provider));
      const passed = [...answers].filter(([, status]) => ![400, 403, 484].includes(status));
      expect(passed).toEqual([]);
      // One that may be called, last: what the carrier has seen by then is all that it will see.
      const before = carrier.seen('INVITE').length;
      expect(await call(`sip:${ALLOWED}@${REALM}`, provider)).toBe(486);
      await until('the carrier has seen the allowed one', () => carrier.seen('INVITE').length > before);
      expect(carrier.seen('INVITE').filter(({ uri }) => !uri?.includes('2079460186'))).toEqual([]);
    });
  },
);

it('has left the routes without a complaint', () => expect(gateway.complaints()).toEqual([]));
