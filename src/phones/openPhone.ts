/** Which phone carries which credentials. Each SDK is loaded only when its credentials are used. */
import type { Credentials } from '../accounts/credentials.ts';
import type { Phone, PhoneContext } from './phone.ts';
import { settle } from './plivo/onePerDocument.ts';

/**
 * A phone that is not connected yet: call `connect()`. Rejects with FreshDocumentNeeded when this document cannot hold
 * another phone, and with the loader's error when the phone's code cannot be loaded.
 */
export async function openPhone(credentials: Credentials, context: PhoneContext): Promise<Phone> {
  switch (credentials.kind) {
    case 'sip': {
      settle(credentials.servers);
      const { openSipPhone } = await import('./sip/sipPhone.ts');
      // Few exchanges want it, and it brings libphonenumber with it.
      const isLocal = credentials.numberFormat === 'local';
      const atHome = isLocal ? await import('../numbers/atHome.ts') : {};
      return openSipPhone(credentials, context, atHome);
    }
    case 'plivo': {
      const { openPlivoPhone } = await import('./plivo/plivoPhone.ts');
      return openPlivoPhone(credentials, context);
    }
    case 'fake': {
      const { openFakePhone } = await import('./fake/fakePhone.ts');
      return openFakePhone(credentials, context);
    }
  }
}
