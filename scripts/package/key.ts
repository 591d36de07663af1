/** The key of a managed package: whose signature a CRX carries, and what the extension's ID is made of. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** `publicKey`: DER (SPKI). */
export type PackageKey = { readonly privateKey: KeyObject; readonly publicKey: Buffer };

/** Chromium refuses shorter ones in a CRX. */
const RSA_BITS = 2048;

/** Reads a PEM (PKCS#8) file, and makes it, readable by its owner alone, when there is none. Throws on anything else. */
export function loadKey(file: string): PackageKey & { readonly isNew: boolean } {
  const isNew = !existsSync(file);
  if (isNew) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: RSA_BITS });
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  }
  return { ...parseKey(readFileSync(file, 'utf8'), file), isNew };
}

function parseKey(pem: string, file: string): PackageKey {
  const privateKey = readPem(pem);
  const bits = privateKey?.asymmetricKeyDetails?.modulusLength ?? 0;
  if (privateKey?.asymmetricKeyType !== 'rsa' || bits < RSA_BITS) {
    throw new Error(
      `${file} is no private RSA key of ${RSA_BITS} bits or more. Name the key of your last package, or a file that is not there, to have one made.`,
    );
  }
  return { privateKey, publicKey: createPublicKey(privateKey).export({ type: 'spki', format: 'der' }) };
}

function readPem(pem: string): KeyObject | null {
  try {
    return createPrivateKey(pem);
  } catch {
    return null;
  }
}

/** The first 16 bytes of the public key's SHA-256, a CRX's `crx_id`. */
export function crxId(publicKey: Buffer): Buffer {
  return createHash('sha256').update(publicKey).digest().subarray(0, 16);
}

/** The same as Chromium writes it: hexadecimal, with a–p for 0–f. */
export function extensionId(publicKey: Buffer): string {
  const letter = (digit: string) => String.fromCharCode('a'.charCodeAt(0) + Number.parseInt(digit, 16));
  return crxId(publicKey).toString('hex').replaceAll(/./g, letter);
}
