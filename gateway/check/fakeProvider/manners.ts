/** How the fake provider behaves: a good one by default, and every fault that a real one has. */

import type { SecureVersion } from 'node:tls';
import type { Algorithm, Login } from '../sip/digest.ts';
import type { Certificate } from './certificates.ts';

export type Manners = {
  readonly transport: 'udp' | 'tcp' | 'tls';
  readonly tls?: Certificate & { readonly maxVersion?: SecureVersion };
  /** What is done with anything at all: nothing, or noise. */
  readonly says?: 'nothing' | 'garbage';
  /** A status for every request of that method, or for all (`*`). */
  readonly refuses?: Readonly<Record<string, number>>;
  /** Challenges REGISTER and INVITE, and takes this login only. */
  readonly login?: Login;
  readonly challenge?: {
    readonly status: 401 | 407;
    readonly algorithm: Algorithm | 'AKAv1-MD5';
    readonly qop: boolean;
  };
  /** Calls the first nonce stale. */
  readonly hasStaleNonce?: boolean;
  /** What becomes of an INVITE that is let in. */
  readonly call?: 'answers' | 'rings' | 'hangs up' | 'never confirms a cancel';
  /** SDP and sound already in a 183. */
  readonly hasEarlyMedia?: boolean;
  readonly codec?: 'PCMU' | 'PCMA' | 'G729';
  /** What is heard of it. */
  readonly audio?: 'tone' | 'nothing' | 'another codec' | 'announced only';
  readonly sdp?: 'none' | 'malformed';
  readonly isSrtp?: boolean;
  /** Changes every answer at random, by this seed. */
  readonly mangles?: number;
  /** Says 100 before it challenges. */
  readonly triesFirst?: boolean;
  /** Hears what a call is answered with, after it was sent. */
  readonly onAnswer?: (status: number) => void;
  /** Requests before this one are lost on the way, as UDP loses them. */
  readonly losesFirst?: number;
};

export const GOOD_CHALLENGE = { status: 407, algorithm: 'MD5', qop: true } as const;
