// The host's door: a document that nobody sees (offscreen in Chromium, a frame of Firefox's background page), with the
// SDK, the media and the state. Wiring only.
import type { Hid } from '../../src/host/headsets.ts';
import { startHost } from '../../src/host/host.ts';
import { createSpeaker } from '../../src/host/speaker.ts';
import { createTones } from '../../src/host/tones.ts';
import { createRoomLog } from '../../src/log.ts';
import { onHostRequest } from '../../src/messages/receive.ts';
import { announce, askSwitchboard } from '../../src/messages/send.ts';
import { openPhone } from '../../src/phones/openPhone.ts';
import { hostDevices } from './devices.ts';

const online = (): Promise<void> =>
  new Promise((resolve) => {
    if (navigator.onLine) resolve();
    else addEventListener('online', () => resolve(), { once: true });
  });

const log = createRoomLog('host');
const life = new AbortController();
addEventListener('pagehide', () => life.abort(), { once: true });

void startHost(
  {
    openPhone,
    openJournal: async () => (await import('../../src/journal/journal.ts')).openJournal(),
    onHostRequest,
    announce,
    askSwitchboard,
    online,
    devices: hostDevices(log),
    permissions: navigator.permissions,
    speaker: createSpeaker(document, log, life.signal),
    tones: createTones(() => new AudioContext(), life.signal),
    ...('hid' in navigator && { hid: navigator.hid as Hid }),
    checkLine: async (...line) => (await import('../../src/host/lineChecker.ts')).checkHere(...line),
    log,
  },
  life.signal,
);
