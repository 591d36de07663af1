/** Why something did not work, as data from a closed set. The sentences are in locales/, one per code. */

export const FAILURE_CODES = [
  'busy', // 486, 600
  'declined', // 403, 603
  'not-found', // 404, 604, 484
  'no-answer', // 408 after ringing, 480, or nobody picked up in time
  'unavailable', // 410, 430, 5xx towards the callee
  'wrong-credentials', // the server refused user or password
  'server-unreachable', // the socket cannot be opened or went silent; our own server did not answer
  'server-failed', // our own server answered that something behind it is broken
  'server-unusable', // what answered at our own server's address is not that server
  'sign-in-expired', // our own server does not know this sign-in, or does not any more
  'sign-in-canceled', // the agent closed the window of the sign-in provider, or said no there
  'forbidden', // our own server knows the agent, who may not do this
  'device-missing', // the account has no device that a browser can be
  'device-unsuitable', // the device is there and not for a browser
  'device-not-chosen', // there are several, and nobody said which
  'rate-limited', // asked too often
  'cap-reached', // calls at a time, calls a minute, minutes or spend a day
  'outside-hours', // not within the calling hours
  'line-not-ready', // dialled while no line was registered
  'microphone-denied', // the browser or the user said no
  'microphone-missing', // no input device
  'media-failed', // codecs, ICE or DTLS did not come together
  'number-invalid', // the text is not a number that can be dialled
  'number-forbidden', // a rule said no: a prefix that is not allowed
  'own-number', // the number of the line itself
  'emergency-number', // help is called with a telephone that says where it is
  'short-number', // a national short code: what it costs and where it ends nobody here knows
  'tier-closed', // a kind of destination that is not opened: premium rate, satellite, …
  'do-not-call', // on a list of those who are not to be called
  'attempts-used', // called as often today as a number may be
  'needs-confirmation', // allowed once somebody said yes to it: abroad
  'too-many-calls', // the phone cannot carry one more
  'transfer-refused', // the far end or its server does not hand calls over
  'transfer-failed', // it was handed over, and the other one did not answer
  'interrupted', // the browser or the host ended while the call was up
  'not-supported', // this phone cannot do what was asked
  'unknown', // anything else; `detail` says what the SDK said
] as const;

export type FailureCode = (typeof FAILURE_CODES)[number];

/** `detail` is for the log and the doctor, never the sentence itself: "SIP 488 Not Acceptable Here". */
export type Failure = {
  readonly code: FailureCode;
  readonly detail?: string;
  /** A rule said no, and a reason in writing (`dial.override`) makes it a yes. */
  readonly overridable?: true;
};
