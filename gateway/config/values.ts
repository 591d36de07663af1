/** The kinds of value that a configuration holds: what each looks like, and the sentence for when it does not. */

export type Kind<T> = {
  /** The value, or null when the text is not one. */
  read(text: string): T | null;
  /** Completes "write …". */
  readonly expects: string;
};

const matching = (shape: RegExp, expects: string): Kind<string> => ({
  read: (text) => (shape.test(text) ? text : null),
  expects: `write ${expects}`,
});

export const oneOf = <const Word extends string>(words: readonly Word[]): Kind<Word> => ({
  read: (text) => words.find((word) => word === text) ?? null,
  expects: `write ${words.slice(0, -1).join(', ')} or ${words.at(-1)}`,
});

export const wholeFrom = (least: number, most: number, what: string): Kind<number> => ({
  read: (text) => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : -1;
    return number >= least && number <= most ? number : null;
  },
  expects: `write ${what} from ${least} to ${most}`,
});

export const PORT = wholeFrom(1, 65_535, 'a port');
export const YES_NO: Kind<boolean> = {
  read: (text) => ({ true: true, yes: true, false: false, no: false })[text.toLowerCase()] ?? null,
  expects: 'write yes or no',
};

export const NAME = matching(
  /^[a-z0-9][a-z0-9-]{0,31}$/,
  'a name of a–z, 0–9 and hyphens, at most 32 of them',
);
/** Also what an agent may be called: it is the user part of a SIP address (RFC 3261 25.1, without escapes). */
export const AGENT = matching(
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
  'an agent’s name: letters, digits, dot, hyphen, underscore',
);
const HOST_NAME = /^(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]{0,62})(\.[A-Za-z0-9]([A-Za-z0-9-]{0,62}))*$/;
export const HOST = matching(HOST_NAME, 'a host name or an IPv4 address, without sip: and without a port');
export const IPV4 = matching(/^(\d{1,3}(\.(?!$)|$)){4}$/, 'an IPv4 address');
export const SOURCE = matching(
  /^\d{1,3}(\.\d{1,3}){3}(\/(1[6-9]|2\d|3[0-2]))?$/,
  'an IPv4 address, or a network of at most /16 such as 203.0.113.0/28',
);
/** No quotes, blanks or control characters: it stands between `"` in SIP headers. */
export const USERNAME = matching(
  /^[^\s"\\<>\p{Cc}]{1,128}$/u,
  'the account’s name at the provider, without blanks and quotes',
);
export const PASSWORD = matching(/^[^\p{Cc}]{1,256}$/u, 'the password that the provider gave you');
export const E164 = matching(/^\+[1-9]\d{6,14}$/, 'a number in E.164, such as "+442079460123"');
export const DID = matching(
  /^(\+[1-9]\d{6,14}|\*)$/,
  'a number in E.164 such as "+442079460123", or "*" for all others',
);
export const PREFIX = matching(
  /^(\+[1-9]\d{0,13})?$/,
  'the beginning of numbers in E.164 such as "+4420", or "" for all others',
);
export const COUNTRY_CODE = matching(/^\+[1-9]\d{0,2}$/, 'a country code such as "+44"');
export const NATIONAL_PREFIX = matching(
  /^\d{0,3}$/,
  'the digits in front of a national number, such as "0", or ""',
);
export const HEADER_NAME = matching(
  /^[Xx]-(?![Oo]ffhook-)[A-Za-z0-9-]{1,60}$/,
  'a header’s name that begins with X- (X-Offhook- is the gateway’s own)',
);
/** What a header may carry (RFC 3261 25.1 TEXT-UTF8, without line ends). */
export const HEADER_VALUE = matching(/^[^\p{Cc}]{0,512}$/u, 'one line of text, at most 512 characters');
export const PATH = matching(/^[^\s"'!;\p{Cc}]+$/u, 'the path of a file, without blanks and quotes');
export const ORIGIN = matching(
  /^((chrome-extension|moz-extension|https):\/\/[^\s/*,"']+|http:\/\/(localhost|127\.0\.0\.1)(:\d{1,5})?)$/,
  'origins with commas between them, such as chrome-extension://abcdefghijklmnopabcdefghijklmnop; never *',
);
/** At least 128 bits as hex; the alphabet keeps it whole in every file it is written to. */
export const SECRET = matching(
  /^[A-Za-z0-9_-]{32,128}$/,
  'at least 32 of A–Z, a–z, 0–9, - and _: the output of `openssl rand -hex 32`',
);
export const POSTGRES_URL = matching(/^postgres(ql)?:\/\/\S+$/, 'postgres://user:password@host/database');
export const RTPENGINE = matching(
  /^udp:\d{1,3}(\.\d{1,3}){3}:\d{1,5}(=[1-9]\d{0,3})?$/,
  'control ports with commas between them, such as udp:10.9.0.3:22222, and a weight behind each if you like: =2',
);
export const PORT_RANGE: Kind<readonly [number, number]> = {
  read: (text) => {
    const [first, last] = text.split('-').map((part) => PORT.read(part));
    return first && last && first < last ? [first, last] : null;
  },
  expects: 'write the first and the last port, such as 30000-39999',
};

export const orEmpty = (kind: Kind<string>): Kind<string> => ({
  read: (text) => (text === '' ? '' : kind.read(text)),
  expects: `${kind.expects}, or nothing`,
});

/** Values with commas between them. */
export const listOf = (kind: Kind<string>): Kind<readonly string[]> => ({
  read: (text) => {
    const items = text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean);
    return items.every((item) => kind.read(item) !== null) ? items : null;
  },
  expects: kind.expects,
});
export const HA1 = matching(
  /^[0-9a-f]{32}$/,
  'the HA1 that `npm run gateway -- agents add NAME` wrote, 32 hexadecimal digits',
);
