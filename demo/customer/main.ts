/** The customer's phone as a page: what the line says becomes words and buttons, and buttons become what the line does. */
import { type LineConfig, type LineState, openLine } from './line.ts';
import { openSound } from './sound.ts';

declare global {
  interface Window {
    /** For tests: the line's state, what is heard, and the buttons. */
    customer?: {
      state(): LineState;
      hears(tonesHz: readonly number[]): Record<number, number>;
      peak(): number;
      digits(): string;
      answer(): Promise<void>;
      decline(): void;
      hangUp(): void;
      callAgent(): Promise<void>;
    };
  }
}

type Tag = keyof HTMLElementTagNameMap;
const find = <T extends Tag>(tag: T, id: string) =>
  document.querySelector(`${tag}#${id}`) as HTMLElementTagNameMap[T];

const screen = document.querySelector('main') as HTMLElement;
const meter = document.querySelector('.meter i') as HTMLElement;
const voice = find('select', 'voice');
const auto = find('input', 'auto');
const options = new URLSearchParams(location.search);
auto.checked = options.has('auto');
voice.value = options.get('voice') === 'microphone' ? 'microphone' : 'tone';

/** Another customer has another voice. */
const VOICE_HZ = 880;
const sound = openSound(Number(options.get('hz')) || VOICE_HZ);
const speaker = new Audio();
speaker.autoplay = true;
let digits = '';

/** The password is not in the page: the token in the fragment, which no server sees, fetches it. */
async function fetchConfig(): Promise<LineConfig> {
  const response = await fetch('/config', { headers: { authorization: `Bearer ${location.hash.slice(1)}` } });
  if (!response.ok) throw new Error('This link is of an earlier run: open the new one.');
  return response.json();
}

/** JsSIP's causes, in the customer's words. */
const ENDINGS: Readonly<Record<string, string>> = {
  Terminated: 'The call is over.',
  Canceled: 'The caller gave up.',
  Rejected: 'The call was declined.',
  Busy: 'The agent is in another call.',
  Unavailable: 'The agent has no phone open.',
};

function sentence(state: LineState): { line: string; who: string; what: string } {
  if (state.kind === 'offline')
    return { line: 'Connecting to the exchange…', who: 'The customer', what: 'One moment.' };
  if (state.kind === 'ready') {
    const what = state.ended
      ? (ENDINGS[state.ended] ?? `The call failed: ${state.ended}.`)
      : 'Numbers dialled in the demo CRM ring here.';
    return { line: 'Ready', who: 'The customer', what };
  }
  const dialled = state.dialled?.startsWith('+') ? `dialled ${state.dialled}` : '';
  const what = { ringing: dialled || 'is calling', calling: 'Ringing…', live: dialled || 'In a call' }[
    state.kind
  ];
  return {
    line: { ringing: 'Incoming call', calling: 'Calling', live: 'In a call' }[state.kind],
    who: state.who,
    what,
  };
}

function show(state: LineState): void {
  screen.dataset.state = state.kind;
  const { line, who, what } = sentence(state);
  find('p', 'line').textContent = line;
  find('h1', 'who').textContent = who;
  find('p', 'what').textContent = what;
  find('p', 'time').hidden = state.kind !== 'live';
  document.title = state.kind === 'ringing' ? `${who} is calling` : "The customer's phone";
}

function changed(state: LineState): void {
  show(state);
  if (state.kind === 'ringing' && auto.checked) void phone?.answer();
  else if (state.kind === 'ringing') sound.ring();
  if (state.kind !== 'ringing') sound.hush();
  if (state.kind === 'ready' || state.kind === 'offline') sound.deafen();
  if (state.kind === 'ringing' || state.kind === 'calling') digits = '';
}

function hear(stream: MediaStream): void {
  speaker.srcObject = stream; // without an element Chromium gives the analyser silence
  sound.listen(stream);
}

function tick(): void {
  const state = phone?.state();
  if (state?.kind !== 'live') return;
  const seconds = Math.floor((Date.now() - state.since) / 1000);
  find('p', 'time').textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  meter.style.setProperty('--level', String(Math.min(1, sound.peak() * 2)));
}

let phone: ReturnType<typeof openLine> | null = null;

async function start(): Promise<void> {
  phone = openLine(await fetchConfig(), {
    changed,
    heard: hear,
    digit: (tone) => {
      digits += tone;
    },
    voice: async () => (voice.value === 'microphone' ? sound.microphone() : sound.tone()),
  });
  window.customer = { ...phone, hears: sound.hears, peak: sound.peak, digits: () => digits };
  find('button', 'answer').addEventListener('click', () => void phone?.answer());
  find('button', 'decline').addEventListener('click', () => phone?.decline());
  find('button', 'hangUp').addEventListener('click', () => phone?.hangUp());
  find('button', 'callAgent').addEventListener('click', () => void phone?.callAgent());
  setInterval(tick, 200);
}

document.addEventListener('click', sound.wake);
start().catch((error: Error) => {
  find('p', 'line').textContent = error.message;
});
