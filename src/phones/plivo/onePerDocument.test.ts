import { describe, expect, it } from 'vitest';
import { openPhone } from '../openPhone.ts';
import { FreshDocumentNeeded } from '../phone.ts';
import { takeDocument } from './onePerDocument.ts';

const CONTEXT = { report: () => {}, playRemote: () => {} };

describe('a document that has held Plivo’s SDK', () => {
  it('opens no other phone, of whatever kind: its connections stay limited to Plivo’s', async () => {
    const open = () => openPhone({ kind: 'fake', identity: '+442079460018' }, CONTEXT);
    await expect(open()).resolves.toBeDefined();
    takeDocument();
    await expect(open()).rejects.toBeInstanceOf(FreshDocumentNeeded);
    expect(takeDocument).toThrow(FreshDocumentNeeded);
  });
});
