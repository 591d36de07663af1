import { beforeEach, describe, expect, it, vi } from 'vitest';

const CONTEXT = { report: () => {}, playRemote: () => {} };
const SIP = 'wss://sip.example/ws';

/** The house as a fresh document has it. */
async function freshDocument() {
  vi.resetModules();
  const { settle, takeDocument } = await import('./onePerDocument.ts');
  const { openPhone } = await import('../openPhone.ts');
  const { FreshDocumentNeeded } = await import('../phone.ts');
  return { settle, takeDocument, openPhone, FreshDocumentNeeded };
}

describe('a document that has held Plivo’s SDK', () => {
  let here: Awaited<ReturnType<typeof freshDocument>>;
  beforeEach(async () => {
    here = await freshDocument();
  });

  it('holds it once', () => {
    here.takeDocument();
    expect(here.takeDocument).toThrow(here.FreshDocumentNeeded);
  });

  it('keeps the servers of phones that were there before it within reach, and opens them again', () => {
    here.settle([SIP]);
    expect(here.takeDocument()).toEqual([SIP]);
    expect(() => here.settle([SIP])).not.toThrow();
  });

  it('opens no phone with a server that is out of reach', async () => {
    here.settle([SIP]);
    here.takeDocument();
    expect(() => here.settle([SIP, 'wss://other.example/ws'])).toThrow(here.FreshDocumentNeeded);
    const credentials = {
      kind: 'sip' as const,
      servers: ['wss://other.example/ws'],
      user: 'anna',
      domain: 'other.example',
      password: 'x',
      iceServers: [],
    };
    await expect(here.openPhone(credentials, CONTEXT)).rejects.toBeInstanceOf(here.FreshDocumentNeeded);
  });

  it('opens a phone that talks to nobody', async () => {
    here.takeDocument();
    const fake = { kind: 'fake' as const, identity: '+442079460018' };
    await expect(here.openPhone(fake, CONTEXT)).resolves.toBeDefined();
  });
});
