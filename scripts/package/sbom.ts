/**
 * What the packages are made of: a CycloneDX 1.5 document from the lock file. `npm sbom` makes one as well, with the
 * moment it was made and a number drawn by lot; this one is the same as long as the lock is.
 */
import { createHash } from 'node:crypto';

type Locked = {
  readonly version?: string;
  readonly license?: string;
  readonly integrity?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly peer?: boolean;
};
export type Lock = {
  readonly name: string;
  readonly version: string;
  readonly packages: Readonly<Record<string, Locked>>;
};

const FOLDER = /^.*node_modules\//;

/** Everything that is installed to run, the server's packages included; what only builds and tests is left out. */
export function sbomOf(lock: Lock): object {
  const components = Object.entries(lock.packages)
    .filter(([path, { dev, peer }]) => path !== '' && !dev && !peer)
    .map(([path, locked]) => component(path.replace(FOLDER, ''), locked))
    .sort((one, other) => (one.purl < other.purl ? -1 : 1));
  const own = lock.packages[''];
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    serialNumber: serialNumber(JSON.stringify(components)),
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'build' }],
      component: { ...component(lock.name, { ...own, version: lock.version }), type: 'application' },
    },
    components: distinct(components),
  };
}

function component(name: string, { version = '', license, integrity }: Locked) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    purl,
    ...(license !== undefined && { licenses: [licenseOf(license)] }),
    ...(integrity !== undefined && { hashes: [hashOf(integrity)] }),
  };
}

/** One SPDX identifier, or an expression of several. */
function licenseOf(license: string): object {
  return /^[\w.+-]+$/.test(license) ? { license: { id: license } } : { expression: license };
}

/** Subresource Integrity ("sha512-<base64>") → CycloneDX. */
function hashOf(integrity: string): object {
  const [algorithm = '', digest = ''] = integrity.split('-');
  return {
    alg: algorithm.toUpperCase().replace('SHA', 'SHA-'),
    content: Buffer.from(digest, 'base64').toString('hex'),
  };
}

/** The same package may lie in several folders. */
function distinct<Component extends { readonly purl: string }>(
  components: readonly Component[],
): Component[] {
  return [...new Map(components.map((one) => [one.purl, one])).values()];
}

/** A UUID of the content (RFC 9562 §5.8, version 8). */
function serialNumber(content: string): string {
  const hex = createHash('sha256').update(content).digest('hex');
  return `urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
