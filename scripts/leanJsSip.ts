/**
 * JsSIP without what an extension does not use of it: its debug log, which is off unless somebody turns it on in the page's
 * storage and then writes whole SIP messages; its package.json, of which it reads title and version; and what answers
 * subscriptions, for a phone has nothing that others could subscribe to. Some 4 kB gzipped.
 */
import { readFileSync } from 'node:fs';

const SILENCE = '\0offhook:silence.cjs';
const TITLE = '\0offhook:jssip-title.cjs';
const SILENT = `
const debug = () => Object.assign(() => {}, { enabled: false, log: () => {} });
// Its Logger calls debug.default, as the package has it.
module.exports = Object.assign(debug, { default: debug, enable() {}, disable() {}, log() {} });`;

const NO_NOTIFIER = '\0offhook:no-notifier.cjs';
// RFC 6665 §4.2.1.1: 489 Bad Event.
const NOTIFIER = `module.exports = class { static init_incoming(request) { request.reply(489); } };`;

const isOfJsSip = (importer: string | undefined) => importer?.includes('/node_modules/jssip/') ?? false;

export function leanJsSipPlugin() {
  return {
    name: 'offhook:lean-jssip',
    enforce: 'pre',
    resolveId(source: string, importer: string | undefined) {
      if (!isOfJsSip(importer)) return null;
      if (source === 'debug') return SILENCE;
      if (source === './Notifier') return NO_NOTIFIER;
      return source === '../package.json' ? TITLE : null;
    },
    load(id: string) {
      if (id === SILENCE) return SILENT;
      if (id === NO_NOTIFIER) return NOTIFIER;
      if (id !== TITLE) return null;
      const { title, version } = JSON.parse(readFileSync('node_modules/jssip/package.json', 'utf8'));
      return `module.exports = ${JSON.stringify({ title, version })};`;
    },
  } as const;
}
