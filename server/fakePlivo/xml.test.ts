// What Plivo would make of a document, element by element, and what makes it drop the call.
import { describe, expect, it } from 'vitest';
import { type Instruction, toXml } from '../plivo/xml.ts';
import { parseInstructions } from './xml.ts';

const inside = (content: string) => parseInstructions(`<Response>${content}</Response>`);

describe('a document', () => {
  it('dials a number with the caller’s id, a time limit and Plivo’s defaults', () => {
    expect(
      inside('<Dial callerId="14155550100" timeLimit="600"><Number>442079460018</Number></Dial>'),
    ).toEqual([
      {
        kind: 'dial',
        numbers: ['442079460018'],
        users: [],
        callerId: '14155550100',
        timeLimitSeconds: 600,
        ringSeconds: null,
        actionUrl: null,
      },
    ]);
    expect(inside('<Dial><Number>442079460018</Number></Dial>')).toMatchObject([
      { timeLimitSeconds: 14_400 },
    ]);
  });

  it('rings endpoints, and says whom to ask afterwards', () => {
    const users = '<User>sip:a_MA1@phone.plivo.com</User><User>sip:b_MA1@phone.plivo.com</User>';
    expect(
      inside(`<Dial timeout="20" action="https://example.com/answer?ring=1&amp;x=2">${users}</Dial>`),
    ).toMatchObject([
      { users: ['a_MA1', 'b_MA1'], ringSeconds: 20, actionUrl: 'https://example.com/answer?ring=1&x=2' },
    ]);
  });

  it('keeps the order of different elements and the text of each', () => {
    expect(inside('<Speak>Not &lt;now&gt;</Speak><Wait length="2"/><Hangup reason="busy"/>')).toEqual([
      { kind: 'speak', text: 'Not <now>' },
      { kind: 'wait', seconds: 2 },
      { kind: 'hangup', reason: 'busy' },
    ]);
  });

  it('may be empty', () => expect(parseInstructions('<?xml version="1.0"?><Response/>')).toEqual([]));

  it.each([
    ['no XML', 'hello'],
    ['cut off', '<Response><Speak>hello'],
    ['another root', '<Answer/>'],
    ['two roots', '<Response/><Response/>'],
    ['an unknown element', '<Response><Play>https://example.com/a.mp3</Play></Response>'],
    ['an unknown attribute', '<Response><Dial callerID="1"><Number>442079460018</Number></Dial></Response>'],
    ['a Dial of nobody', '<Response><Dial/></Response>'],
    ['a number that is none', '<Response><Dial><Number>anna</Number></Dial></Response>'],
    ['an endpoint elsewhere', '<Response><Dial><User>sip:a@example.com</User></Dial></Response>'],
    ['more than Plivo reads', `<Response><Speak>${'x'.repeat(100_000)}</Speak></Response>`],
  ])('drops the call when it is %s', (_what, xml) => expect(parseInstructions(xml)).toBeNull());

  it('is read as our server writes it', () => {
    const written: Instruction[] = [
      { do: 'speak', text: `A "quoted" <text> & an apostrophe's` },
      {
        do: 'dial-number',
        number: '442079460018',
        callerId: '14155550100',
        timeoutSeconds: 60,
        timeLimitSeconds: 60,
      },
      { do: 'hang-up' },
    ];
    expect(parseInstructions(toXml(written))).toMatchObject([
      { kind: 'speak', text: `A "quoted" <text> & an apostrophe's` },
      { kind: 'dial', numbers: ['442079460018'] },
      { kind: 'hangup', reason: null },
    ]);
  });
});
