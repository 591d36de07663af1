/**
 * Takes out of plivo-browser-sdk's bundle what an extension must not carry: remote scripts, code made from text, the
 * hosts that it reports to, the log that it keeps of tokens and numbers, a microphone of its own. For every build that
 * holds the SDK (wxt.config.ts, the lab's page). It was written for 2.2.21, and each change says how often it must fit:
 * an SDK that looks different stops the build, and somebody looks at it before it ships.
 */
import type { Plugin } from 'vite';

type Cut = { readonly what: string; readonly find: RegExp; readonly put: string; readonly times: number };

const CUTS: readonly Cut[] = [
  {
    // 375 kB that are reached only with the option appId; it reports to a dozen hosts and makes code from text.
    what: 'callstats.io',
    find: /"\.\/lib\/stats\/callstatsio\.js":function[\s\S]*?(?="\.\/lib\/stats\/httpRequest\.ts":function)/,
    put: '',
    times: 1,
  },
  { what: 'new Function', find: /new Function\("return this"\)\(\)/, put: 'globalThis', times: 1 },
  {
    what: 'the worklet from the CDN',
    find: /"https:\/\/cdn\.plivo\.com\/sdk\/browser\/processor\.js"/,
    put: '""',
    times: 2,
  },
  {
    what: 'DTMF tones from the CDN',
    find: /"https:\/\/cdn\.plivo\.com\/sdk\/browser\/audio\/dtmf-"\+\w+\+"\.mp3"/,
    put: '""',
    times: 1,
  },
  {
    // An empty source loads nothing. Tones are the host's.
    what: 'tones from the CDN',
    find: /"https:\/\/cdn\.plivo\.com\/sdk\/browser\/audio\/[\w-]+\.mp3(\?v=\w+)?"/,
    put: '""',
    times: 4,
  },
  {
    // RFC 6761 §6.4: such a name never resolves. The content policy of a Plivo line stops these requests before that.
    what: 'hosts for telemetry',
    find: /\b(stats|nimbus|insights)\.plivo\.com/,
    put: '$1.invalid',
    times: 8,
  },
  {
    what: 'the log in localStorage',
    find: /window\.localStorage\.setItem\(this\.TAG,\w+\)/,
    put: 'void 0',
    times: 1,
  },
  {
    // It would reopen a microphone that was unplugged, as whatever device comes first, and never close it.
    what: 'microphones of its own',
    find: /navigator\.mediaDevices\.getUserMedia/,
    put: 'navigator.mediaDevices.noneForTheSdk',
    times: 19,
  },
];

/** The bundle without them. Throws when the SDK is not the one that this was written for, and names what did not fit. */
export function cleanPlivoSdk(code: string): string {
  return CUTS.reduce((text, { what, find, put, times }) => {
    const found = text.match(new RegExp(find, 'g'))?.length ?? 0;
    if (found !== times)
      throw new Error(
        `plivo-browser-sdk has ${found} instead of ${times} places of "${what}": it is another version than the one ` +
          'that scripts/cleanPlivoSdk.ts knows. Look at what it does there now, then change the cuts.',
      );
    return text.replace(new RegExp(find, 'g'), put);
  }, code);
}

const BUNDLE = /plivo-browser-sdk\/dist\/plivobrowsersdk\.js$/;

export function cleanPlivoSdkPlugin(): Plugin {
  return {
    name: 'clean-plivo-sdk',
    transform: {
      filter: { id: BUNDLE },
      handler: (code) => ({ code: cleanPlivoSdk(code), map: null }),
    },
  };
}
