/** G.711 (ITU-T G.711): 16-bit samples ↔ µ-law and A-law bytes. A tone is made and a loudness measured with it. */

export type Law = 'PCMU' | 'PCMA';

const MU_BIAS = 0x84;
const MU_CLIP = 32_635;

export function encodeSample(law: Law, sample: number): number {
  return law === 'PCMU' ? encodeMu(sample) : encodeA(sample);
}

export function decodeSample(law: Law, byte: number): number {
  return law === 'PCMU' ? decodeMu(byte) : decodeA(byte);
}

function encodeMu(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const magnitude = Math.min(Math.abs(Math.round(sample)), MU_CLIP) + MU_BIAS;
  const exponent = Math.max(0, 31 - Math.clz32(magnitude) - 7);
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~(sign | (exponent << 4) | mantissa) & 0xff;
}

function decodeMu(byte: number): number {
  const bits = ~byte & 0xff;
  const magnitude = ((((bits & 0x0f) << 3) + MU_BIAS) << ((bits >> 4) & 7)) - MU_BIAS;
  return bits & 0x80 ? -magnitude : magnitude;
}

function encodeA(sample: number): number {
  const sign = sample < 0 ? 0 : 0x80;
  // Thirteen bits; negative samples are one's complements.
  const magnitude = Math.min(Math.abs(Math.round(sample)) - (sample < 0 ? 1 : 0), 32_767) >> 3;
  const segment = Math.max(0, 31 - Math.clz32(magnitude) - 4);
  const mantissa = (magnitude >> Math.max(segment, 1)) & 0x0f;
  return (sign | (segment << 4) | mantissa) ^ 0x55;
}

function decodeA(byte: number): number {
  const bits = byte ^ 0x55;
  const segment = (bits >> 4) & 7;
  const mantissa = bits & 0x0f;
  const magnitude = segment === 0 ? (mantissa << 4) + 8 : ((mantissa << 4) + 0x108) << (segment - 1);
  return bits & 0x80 ? magnitude : -magnitude;
}

/** Mean loudness in dBm0 (0 dBm0 is a sine 3.14 dB below the greatest); null for no samples at all. */
export function loudness(law: Law, payloads: readonly Uint8Array[]): number | null {
  let [power, count] = [0, 0];
  for (const payload of payloads) {
    for (const byte of payload) power += (decodeSample(law, byte) / 32_768) ** 2;
    count += payload.length;
  }
  if (count === 0) return null;
  return 10 * Math.log10(power / count / 0.5 + 1e-12) + 3.14;
}
