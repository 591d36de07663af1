/** The documents Plivo is given, read back by a parser that is not ours. */
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { toXml } from './xml.ts';

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  trimValues: false,
});

const dial = {
  do: 'dial-number',
  number: '442079460018',
  callerId: '14155550100',
  timeoutSeconds: 60,
  timeLimitSeconds: 7200,
} as const;
const ring = {
  do: 'dial-users',
  uris: ['sip:one_MA@phone.plivo.com', 'sip:two_MA@phone.plivo.com'],
  callerId: null,
  timeoutSeconds: 30,
  timeLimitSeconds: 600,
  action: 'https://calls.example.com/answer?ring=1&x=2',
} as const;

describe('Plivo XML', () => {
  it('dials a number with a caller id and a limit', () => {
    expect(toXml([dial])).toBe(
      '<Response><Dial callerId="14155550100" timeLimit="7200" timeout="60"><Number>442079460018</Number></Dial></Response>',
    );
  });

  it('rings several phones at once and says where to ask for more', () => {
    expect(parser.parse(toXml([ring])).Response.Dial).toEqual({
      User: ring.uris,
      timeLimit: '600',
      timeout: '30',
      action: ring.action,
      method: 'POST',
    });
  });

  it('speaks, then hangs up, in that order', () => {
    expect(toXml([{ do: 'speak', text: 'No.' }, { do: 'hang-up' }])).toBe(
      '<Response><Speak>No.</Speak><Hangup/></Response>',
    );
  });

  it.each([
    '</Speak><Dial><Number>19005550100</Number></Dial>',
    '"><Hangup/>',
    "' onload='",
    '&lt;&#60;]]>',
    '\u0000\u0008\ud800\uffff',
    '💬 é 日本',
  ])('stays one element whatever its text is: %j', (text) => {
    const xml = toXml([
      { do: 'speak', text },
      { ...ring, action: text },
    ]);
    expect(XMLValidator.validate(xml)).toBe(true);
    expect(Object.keys(parser.parse(xml).Response)).toEqual(['Speak', 'Dial']);
  });

  it('gives back the text it was given', () => {
    const text = `<a b="c">'&'</a> é 💬`;
    expect(parser.parse(toXml([{ do: 'speak', text }])).Response.Speak).toBe(text);
  });
});
