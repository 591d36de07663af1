// A phone that only writes down what it is told, for this room's tests. Nothing here runs in the extension.
import type { PhoneEvent } from '../call/event.ts';
import type { MediaSample } from '../call/quality.ts';
import type { CallId, Capabilities, Remote } from '../call/state.ts';
import type { DialOptions, Phone, PhoneContext } from '../phones/phone.ts';

/** Notes each command as "dial a", and says what the test makes it say. */
export class FakePhone implements Phone {
  capabilities: Capabilities;
  readonly told: string[] = [];
  /** What the test wants to happen while the phone is being told. */
  onTold: (what: string) => void = () => {};
  /** What the host handed it. */
  readonly context: PhoneContext;

  constructor(context: PhoneContext, capabilities: Capabilities) {
    this.context = context;
    this.capabilities = capabilities;
  }

  says(event: PhoneEvent): void {
    this.context.report(event);
  }

  hears(id: CallId, stream: MediaStream): void {
    this.context.playRemote(id, stream);
  }

  #note(what: string): void {
    this.told.push(what);
    this.onTold(what);
  }

  connect(): void {
    this.#note('connect');
  }
  reconnect(): void {
    this.#note('reconnect');
  }
  /** Noted when something would be sent. */
  dial(id: CallId, _remote: Remote, _microphone: MediaStream, { cleared, callerId }: DialOptions = {}): void {
    const as = callerId ? ` as ${callerId}` : '';
    void cleared?.then((isCleared) => isCleared && this.#note(`dial ${id}${as}`));
  }
  answer(id: CallId): void {
    this.#note(`answer ${id}`);
  }
  hangUp(id: CallId, why?: 'busy'): void {
    this.#note(why ? `hangUp ${id} ${why}` : `hangUp ${id}`);
  }
  hold(id: CallId): void {
    this.#note(`hold ${id}`);
  }
  resume(id: CallId): void {
    this.#note(`resume ${id}`);
  }
  setMuted(id: CallId, muted: boolean): void {
    this.#note(`${muted ? 'mute' : 'unmute'} ${id}`);
  }
  sendDigits(id: CallId, digits: string): void {
    this.#note(`digits ${id} ${digits}`);
  }
  transfer(id: CallId, to: Remote): void {
    this.#note(`transfer ${id} to ${to.e164 ?? to.display}`);
  }
  transferTo(id: CallId, consultId: CallId): void {
    this.#note(`transfer ${id} to call ${consultId}`);
  }
  /** The latest of each call. */
  readonly inputs = new Map<CallId, MediaStream>();
  async setInput(id: CallId, input: MediaStream): Promise<void> {
    this.inputs.set(id, input);
    this.#note(`input ${id}`);
  }
  /** What is measured next. */
  sample: MediaSample | null = null;
  async sampleMedia(): Promise<MediaSample | null> {
    return this.sample;
  }
  async dispose(): Promise<void> {
    this.#note('dispose');
  }
}
