// What the phone's calls must be after any facts, written a second time and as plainly as can be, to hold reduce.ts against:
// one object a call, changed in place, one short paragraph a fact. Nothing here runs in the extension.
import type { Fact } from './event.ts';
import type { CallId } from './state.ts';

export type ModelCall = {
  id: CallId;
  line: string;
  incoming: boolean;
  status: string;
  muted: boolean;
  consultFor: string | null;
  transfer: string | null;
  mixed: string | null;
  grade: string | null;
  warnings: readonly string[];
  isMeasured: boolean;
  isTurnedAway: boolean;
};

type Said<Type extends Fact['type']> = Extract<Fact, { type: Type }>;

type Paragraph<One = Fact> = (model: PhoneModel, call: ModelCall, fact: One) => void;

const isUp = ({ status }: ModelCall) => status !== 'ended';
const isAnswered = ({ status }: ModelCall) => status === 'live' || status === 'held';
const decide =
  (how: string): Paragraph =>
  (_, call) => {
    if (isAnswered(call) && call.transfer === 'asked') call.transfer = how;
  };

/** What is said of one call that is there. */
const SAID: { readonly [Type in Fact['type']]?: Paragraph<Said<Type>> } = {
  callRinging: (_, call) => {
    if (call.status === 'dialing') call.status = 'ringing';
  },
  callAnswered: (model, call) => {
    if (isUp(call) && !isAnswered(call)) model.talk(call);
  },
  callHeld: (_, call) => {
    if (call.status === 'live') call.status = 'held';
  },
  callResumed: (model, call) => {
    if (call.status === 'held') model.talk(call);
  },
  callMuted: (_, call, { muted }) => {
    if (isUp(call)) call.muted = muted;
  },
  callEnded: (model, call, { failure }) => {
    if (!isUp(call)) return;
    call.isTurnedAway = call.status === 'offered' && failure?.code === 'busy';
    model.end(call);
  },
  callRerouted: (model, call, { accountId }) => {
    if (call.status === 'dialing' && model.lines.get(accountId)) call.line = accountId;
  },
  callActivated: (model, call) => {
    if (isUp(call)) model.active = call.id;
  },
  callDismissed: (model, call) => {
    if (!isUp(call)) model.calls = model.calls.filter((one) => one !== call);
  },
  callTransferring: (_, call) => {
    if (isAnswered(call)) call.transfer = 'asked';
  },
  callTransferred: decide('done'),
  callTransferFailed: decide('failed'),
  callGraded: (_, call, { grade, warnings }) => {
    if (isAnswered(call)) Object.assign(call, { grade, warnings });
  },
  callMeasured: (_, call) => {
    if (!isUp(call)) call.isMeasured = true;
  },
};

export class PhoneModel {
  /** Accounts that are open; true: with a phone. */
  readonly lines = new Map<string, boolean>();
  calls: ModelCall[] = [];
  active: string | null = null;
  isQuiet = false;

  take(fact: Fact): void {
    if (fact.type === 'accountOpened')
      this.lines.set(fact.accountId, this.lines.get(fact.accountId) ?? false);
    if (fact.type === 'phoneOpened' && this.lines.has(fact.accountId)) this.lines.set(fact.accountId, true);
    if (fact.type === 'phoneClosed' || fact.type === 'accountClosed') this.close(fact);
    if (fact.type === 'doNotDisturbChanged') this.isQuiet = fact.doNotDisturb;
    if (fact.type === 'callDialed' || fact.type === 'callOffered') this.begin(fact);
    if (fact.type === 'callsMixed') this.mix(fact);
    if ('callId' in fact) this.one(fact);
    this.tidy();
  }

  private one(fact: Extract<Fact, { callId: CallId }>): void {
    const call = this.calls.find(({ id }) => id === fact.callId);
    if (!call) return;
    // Another line speaks of it: that line does not carry it.
    const isSpoken =
      fact.type !== 'callRerouted' && fact.type !== 'callDialed' && fact.type !== 'callOffered';
    if (isSpoken && 'accountId' in fact && fact.accountId && fact.accountId !== call.line) return;
    (SAID[fact.type] as Paragraph | undefined)?.(this, call, fact);
  }

  private begin(fact: Said<'callDialed'> | Said<'callOffered'>): void {
    if (this.calls.some(({ id }) => id === fact.callId) || !this.lines.get(fact.accountId)) return;
    const incoming = fact.type === 'callOffered';
    const isTurnedAway = incoming && this.isQuiet;
    const asked = fact.type === 'callDialed' ? fact.consultFor : undefined;
    const isAskedFor = this.calls.some(({ id, status }) => id === asked && status !== 'ended');
    // The next call takes what is over off the screen; one that nobody hears of takes only others of its kind.
    this.calls = this.calls.filter((call) => (isTurnedAway ? !call.isTurnedAway : call.status !== 'ended'));
    this.calls.push({
      id: fact.callId,
      line: fact.accountId,
      incoming,
      status: isTurnedAway ? 'ended' : incoming ? 'offered' : 'dialing',
      muted: false,
      consultFor: asked && isAskedFor ? asked : null,
      transfer: null,
      mixed: null,
      grade: null,
      warnings: [],
      isMeasured: false,
      isTurnedAway,
    });
    if (!isTurnedAway && (!incoming || this.active === null)) this.active = fact.callId;
  }

  talk(call: ModelCall): void {
    call.status = 'live';
    this.active = call.id;
  }

  end(call: ModelCall): void {
    Object.assign(call, { status: 'ended', grade: null, warnings: [] });
    if (call.transfer === 'asked') call.transfer = null;
  }

  private close({ type, accountId }: Said<'phoneClosed'> | Said<'accountClosed'>): void {
    if (type === 'accountClosed') this.lines.delete(accountId);
    else if (this.lines.has(accountId)) this.lines.set(accountId, false);
    for (const call of this.calls) if (call.line === accountId && call.status !== 'ended') this.end(call);
  }

  private mix({ callIds, as }: Said<'callsMixed'>): void {
    for (const call of this.calls) call.mixed = callIds.includes(call.id) ? as : null;
  }

  /** What holds at any time. */
  private tidy(): void {
    for (const call of this.calls) if (call.status !== 'live') call.mixed = null;
    const mixed = this.calls.filter((call) => call.mixed);
    if (mixed.length === 1) for (const call of mixed) call.mixed = null;
    const up = this.calls.filter(({ status }) => status !== 'ended');
    for (const call of up) if (!up.some(({ id }) => id === call.consultFor)) call.consultFor = null;
    if (up.some(({ id }) => id === this.active)) return;
    const talking = up.filter(({ status }) => status !== 'offered');
    this.active = (talking.at(-1) ?? up.at(-1))?.id ?? null;
  }
}
