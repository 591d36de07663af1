/** The door table: who may import whom. ARCHITECTURE.md draws it; architecture.test.ts holds it. */

export type Door = {
  /** Rooms it may import from. */
  readonly rooms: readonly string[];
  /** Rooms of which it may only know the types. */
  readonly types: readonly string[];
  /** Packages (and WXT's virtual modules) it may use; `node` stands for all of Node's own. */
  readonly packages: readonly string[];
  /** The sentence that teaches when the door is shut. */
  readonly why: string;
};

/** The room a file belongs to: "src/call", or the top folder for what stands beside src. */
export function ROOM_OF(file: string): string {
  const parts = file.split('/');
  if (parts[0] !== 'src') return parts.length > 1 ? (parts[0] ?? '') : '.';
  return parts.length > 2 ? `src/${parts[1]}` : file.replace(/(\.test)?\.tsx?$/, '');
}

export const DOORS: Readonly<Record<string, Door>> = {
  'src/numbers': {
    rooms: [],
    types: [],
    packages: ['libphonenumber-js'],
    why: 'Ground: numbers are pure text in, values out.',
  },
  'src/call': {
    rooms: ['src/numbers'],
    types: [],
    packages: [],
    why: 'Ground: state, events and reduce know no platform and no package.',
  },
  'src/rules': {
    rooms: ['src/numbers'],
    types: [],
    packages: [],
    why: 'Ground: a rule is given facts and answers with a reason.',
  },
  'src/settings': {
    rooms: ['src/numbers', 'src/rules'],
    types: [],
    packages: ['valibot'],
    why: 'Ground: what can be set, by whom, and what a policy says of it; who keeps it and who obeys is elsewhere.',
  },
  'src/accounts': {
    rooms: ['src/call'],
    types: [],
    packages: ['valibot', 'oauth4webapi'],
    why: 'An account knows how to sign in, not how to call.',
  },
  'src/phones': {
    rooms: ['src/call', 'src/numbers', 'src/accounts'],
    types: [],
    packages: ['jssip', 'plivo-browser-sdk'],
    why: 'A phone translates an SDK; it decides nothing and knows no screen, store or wire.',
  },
  'src/messages': {
    rooms: ['src/call', 'src/numbers', 'src/settings', 'src/log'],
    types: ['src/accounts'],
    packages: ['valibot', 'wxt'],
    why: 'The wire carries and checks; it does not act.',
  },
  'src/storage': {
    rooms: ['src/call', 'src/accounts', 'src/numbers', 'src/settings', 'src/log'],
    types: ['src/rules', 'src/messages'],
    packages: ['wxt', 'valibot'],
    why: 'Storage declares what is remembered; it does not use it.',
  },
  'src/journal': {
    rooms: ['src/call', 'src/numbers'],
    types: [],
    packages: ['idb'],
    why: 'The journal writes down what happened; it asks nobody.',
  },
  'src/headset': {
    rooms: [],
    types: [],
    packages: [],
    why: 'A headset is bits and lamps: what a press means for a call is the host’s.',
  },
  'src/host': {
    rooms: [
      'src/headset',
      'src/call',
      'src/numbers',
      'src/rules',
      'src/settings',
      'src/accounts',
      'src/phones',
      'src/messages',
      'src/journal',
      'src/log',
    ],
    types: [],
    packages: [],
    why: 'The host owns the truth and reaches the browser only through messages.',
  },
  'src/background': {
    rooms: [
      'src/call',
      'src/accounts',
      'src/messages',
      'src/storage',
      'src/rules',
      'src/settings',
      'src/numbers',
      'src/log',
    ],
    types: [],
    packages: ['wxt', '#i18n'],
    why: 'The switchboard routes and may die at any line: it never holds a phone or the host.',
  },
  'src/ui': {
    rooms: ['src/call', 'src/numbers', 'src/rules', 'src/settings', 'src/accounts'],
    types: ['src/messages'],
    packages: ['preact', '@preact/signals', '#i18n'],
    why: 'A screen takes state and sends commands; it never touches browser.*.',
  },
  'src/page': {
    rooms: ['src/call', 'src/numbers', 'src/messages'],
    types: ['src/storage', 'src/ui'],
    packages: [],
    why: 'What runs in a CRM page knows no secret, no account and no phone.',
  },
  server: {
    rooms: ['src/accounts', 'src/numbers', 'src/rules'],
    types: [],
    packages: [
      'hono',
      '@hono/node-server',
      'hono-openapi',
      '@hono/standard-validator',
      '@valibot/to-json-schema',
      'valibot',
      'pino',
      'jose',
      'pg',
      'prom-client',
      'fast-xml-parser',
      'plivo',
      'node',
    ],
    why: 'The server shares the token contract, the numbers and the rules with the extension; nothing else of it.',
  },
  gateway: {
    rooms: ['src/numbers', 'src/rules'],
    types: [],
    packages: ['yaml', 'valibot', 'uqr', 'pg', 'node'],
    why: 'The gateway is configuration for Kamailio, rtpengine and coturn and what makes and checks it; it knows no extension.',
  },
  'src/log': {
    rooms: [],
    types: [],
    packages: [],
    why: 'The log is under everything.',
  },
};

/** Packages with one home. Tests and benches may measure them from outside; nothing else may. */
export const GUARDED_PACKAGES: Readonly<Record<string, readonly string[]>> = {
  jssip: ['src/phones/sip/', 'demo/customer/', 'bench/', 'test/lab/'],
  'libphonenumber-js': ['src/numbers/', 'bench/', 'demo/crm/people.test.ts', 'src/host/bypass.test.ts'],
  'plivo-browser-sdk': ['src/phones/plivo/', 'test/lab/'],
  plivo: ['server/plivo/signature.oracle.test.ts'],
  pg: ['server/store/', 'gateway/commands/'],
  idb: ['src/journal/'],
  sip: ['demo/exchange/'],
  react: ['demo/crm/'],
  'react-dom': ['demo/crm/'],
};
