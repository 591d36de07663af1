/** What this exchange uses of the npm package `sip`, which ships no types. Shapes read from its sip.js and digest.js. */

declare module 'sip/sip.js' {
  export type SipParams = Record<string, string | null>;
  export type NameAddress = { name?: string | undefined; uri: string; params: SipParams };
  export type SipUri = { schema: string; user?: string; host: string; port?: number; params: SipParams };
  export type RouteAddress = {
    name?: string | undefined;
    uri: SipUri | string | undefined;
    params: SipParams;
  };
  export type Via = {
    version: string;
    protocol: string;
    host: string;
    port?: number | undefined;
    params: SipParams;
  };
  export type AuthFields = { scheme: string } & Record<string, string | undefined>;

  /** Headers by lower-case name. Those not named here are raw text, repeated ones joined by commas. */
  export type SipHeaders = {
    via: Via[];
    from: NameAddress;
    to: NameAddress;
    'call-id': string;
    cseq: { seq: number; method: string };
    contact?: NameAddress[] | '*' | undefined;
    route?: RouteAddress[] | undefined;
    'record-route'?: RouteAddress[] | undefined;
    authorization?: AuthFields[] | undefined;
    'proxy-authorization'?: AuthFields[] | undefined;
    'www-authenticate'?: AuthFields[] | undefined;
    'proxy-authenticate'?: AuthFields[] | undefined;
    [name: string]: unknown;
  };

  export type SipRequest = {
    method: string;
    uri: string;
    version?: string;
    status?: undefined;
    headers: SipHeaders;
    content?: string;
  };
  export type SipResponse = {
    status: number;
    reason: string;
    version?: string;
    method?: undefined;
    headers: SipHeaders;
    content?: string;
  };

  /** undefined when the text is not a SIP message; headers that cannot be read are left out, so none is certain. */
  export function parse(text: string): SipRequest | SipResponse | undefined;
  export function stringify(message: SipRequest | SipResponse): string;
  export function parseUri(uri: string): SipUri | undefined;
}

declare module 'sip/digest.js' {
  /** RFC 2617's request-digest in hex (MD5). */
  export function calculateDigest(fields: {
    ha1: string;
    method: string;
    nonce: string;
    uri: string;
    nc?: string | undefined;
    cnonce?: string | undefined;
    qop?: string | undefined;
    entity?: string | undefined;
  }): string;
  export function calculateUserRealmPasswordHash(user: string, realm: string, password: string): string;
}
