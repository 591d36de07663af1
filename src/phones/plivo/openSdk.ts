/**
 * Brings the SDK into this document, contained: its order matters, because half of what must not happen happens in the
 * SDK's module or constructor. What each precaution is for stands in the file it comes from.
 */
import type { PlivoCredentials } from '../../accounts/credentials.ts';
import type { Clock } from '../clock.ts';
import { createFarewells } from '../farewells.ts';
import {
  containFailedUploads,
  keepHandlers,
  muteRemoteView,
  silenceSpeechRecognition,
} from './containment.ts';
import { connectPolicy, limitConnections, PLIVO_SERVERS } from './contentPolicy.ts';
import { purgeLogStore } from './logStore.ts';
import { createMicrophoneSlot } from './microphoneSlot.ts';
import { takeDocument } from './onePerDocument.ts';
import type { ContainedSdk, SdkClient, SocketFacts } from './sdk.ts';
import { watchSockets } from './socketWatch.ts';

/** The package exports its class as the module itself; what an import makes of that is the bundler's choice. */
type Imported = { readonly default: SdkClass | { readonly default: SdkClass } };
type SdkClass = new (options: object) => { readonly client: SdkClient };

const classOf = ({ default: found }: Imported) => ('default' in found ? found.default : found);

/**
 * Rejects with FreshDocumentNeeded when this document has held the SDK before, and with the loader's error when its
 * code cannot be loaded.
 */
export async function openSdk(credentials: PlivoCredentials, clock: Clock): Promise<ContainedSdk> {
  const neighbours = takeDocument();
  const servers = credentials.servers ?? PLIVO_SERVERS;
  const watching: SocketFacts[] = [];
  limitConnections(document, connectPolicy([...servers, ...neighbours], credentials.server));
  silenceSpeechRecognition(window);
  containFailedUploads(window);
  const tell = (fact: keyof SocketFacts) => () => {
    for (const facts of watching) facts[fact]();
  };
  watchSockets(globalThis, servers, createFarewells(clock), {
    attempted: tell('attempted'),
    closed: tell('closed'),
    registered: tell('registered'),
  });
  const purgeLog = () => purgeLogStore(localStorage);
  purgeLog();

  const Plivo = classOf((await import('plivo-browser-sdk')) as unknown as Imported);
  const { client } = keepHandlers(window, navigator.mediaDevices, () => new Plivo(optionsFor(servers)));
  muteRemoteView(document);
  // The host plays the tones: twice would be an echo.
  client.setRingTone(false);
  client.setRingToneBack(false);
  client.setConnectTone(false);
  return {
    client,
    // After the constructor, which puts its own null there.
    microphone: createMicrophoneSlot(() => client.getPeerConnection().pc?.getSenders() ?? []),
    watchSockets: (facts) => void watching.push(facts),
    purgeLog,
  };
}

/** The SDK keeps them for the life of the document. https://www.plivo.com/docs/sdk/client/browser/reference */
function optionsFor(servers: readonly string[]): object {
  return {
    debug: 'OFF', // its log carries tokens and numbers
    permOnClick: true, // otherwise its constructor opens the microphone
    enableTracking: false,
    enableQualityTracking: 'NONE',
    enableNoiseReduction: false, // it runs a script from Plivo's CDN
    closeProtection: false,
    usePlivoStunServer: true, // otherwise it asks Google's as well, which no content policy stops
    registrationDomainSocket: [...servers],
  };
}
