/** Runs in Chromium: SIP phones with tones for microphones and ears for what they hear, driven from the test outside. */
import type { SipCredentials } from '../../../src/accounts/credentials.ts';
import { newCallId } from '../../../src/call/callId.ts';
import type { PhoneEvent } from '../../../src/call/event.ts';
import type { CallId, Remote } from '../../../src/call/state.ts';
import { toE164 } from '../../../src/numbers/e164.ts';
import { openSipPhone } from '../../../src/phones/sip/sipPhone.ts';
import { untilReady, watch } from '../contract/watched.ts';

const LISTENING_SAMPLES = 32_768; // the most that an AnalyserNode keeps: 0.7 s at 48 kHz

const sound = new AudioContext();
const ears = new Map<CallId, AnalyserNode>();

/** The methods of every SIP request that left this page, in order, from all phones. */
const sent: string[] = [];
const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (data) {
  const method = /^([A-Z]+) \S+ SIP\/2\.0/.exec(String(data))?.[1];
  if (method) sent.push(method);
  send.call(this, data);
};

/** A microphone that says this tone and nothing else. */
function toneOf(hertz: number): MediaStream {
  const voice = new OscillatorNode(sound, { frequency: hertz });
  const microphone = new MediaStreamAudioDestinationNode(sound, { channelCount: 1 });
  voice.connect(new GainNode(sound, { gain: 0.5 })).connect(microphone);
  voice.start();
  return microphone.stream;
}

function listen(callId: CallId, stream: MediaStream): void {
  const speaker = new Audio();
  speaker.srcObject = stream; // without an element that plays it the stream stays silent for the analyser too
  void speaker.play();
  const analyser = new AnalyserNode(sound, { fftSize: LISTENING_SAMPLES });
  sound.createMediaStreamSource(stream).connect(analyser);
  ears.set(callId, analyser);
}

/** A number, or a SIP user. */
const remoteOf = (to: string): Remote => ({ e164: toE164(to), display: to });

/** An agent's phone whose line is ready. */
async function openDesk(credentials: SipCredentials, hertz: number) {
  await sound.resume();
  const agent = await watch((context) => openSipPhone(credentials, { ...context, playRemote: listen }));
  const microphone = toneOf(hertz);
  const { phone, reported, until } = agent;
  await untilReady(agent);
  const eventOf = (callId: CallId, type: PhoneEvent['type']) =>
    until(type, (event) => event.type === type && 'callId' in event && event.callId === callId);
  return {
    phone,
    reported,
    until,
    eventOf,
    sent,
    dial(to: string): CallId {
      const callId = newCallId();
      phone.dial(callId, remoteOf(to), microphone);
      return callId;
    },
    async live(to: string): Promise<CallId> {
      const callId = this.dial(to);
      await eventOf(callId, 'callAnswered');
      return callId;
    },
    /** The offer at this place of all offers, from 0. */
    async offer(place: number): Promise<CallId> {
      const offers = () => reported.filter((event) => event.type === 'callOffered');
      await until(`offer ${place}`, () => offers().length > place);
      return offers()[place]?.callId as CallId;
    },
    async answer(callId: CallId): Promise<void> {
      phone.answer(callId, microphone);
      await eventOf(callId, 'callAnswered');
    },
    transfer: (callId: CallId, to: string) => phone.transfer(callId, remoteOf(to)),
    say: (callId: CallId, tone: number) => phone.setInput(callId, toneOf(tone)),
    /** The last 0.7 s of what the far side says; nothing before its sound has come. */
    hear(callId: CallId) {
      const samples = new Float32Array(LISTENING_SAMPLES);
      ears.get(callId)?.getFloatTimeDomainData(samples);
      return { sampleRate: sound.sampleRate, samples: [...samples] };
    },
  };
}

export type PhoneDesk = Awaited<ReturnType<typeof openDesk>>;

const offered = { openDesk };

declare global {
  var phonePage: typeof offered;
}
Object.assign(globalThis, { phonePage: offered, contractPage: offered });
