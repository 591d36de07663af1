/** Which phone carries which credentials. Each SDK is loaded only when its credentials are used. */
import type { Credentials } from '../accounts/credentials.ts';
import type { Phone, PhoneContext } from './phone.ts';

/** A phone that is not connected yet: call `connect()`. Rejects when the phone's code cannot be loaded. */
export async function openPhone(credentials: Credentials, context: PhoneContext): Promise<Phone> {
  switch (credentials.kind) {
    case 'sip': {
      const { openSipPhone } = await import('./sip/sipPhone.ts');
      return openSipPhone(credentials, context);
    }
    case 'plivo':
      throw new Error('Plivo accounts are not carried yet');
    case 'fake': {
      const { openFakePhone } = await import('./fake/fakePhone.ts');
      return openFakePhone(credentials, context);
    }
  }
}
