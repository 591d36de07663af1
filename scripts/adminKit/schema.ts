/** Every key of a policy with its type and its line, from the one declaration: what all the files here are made of. */
import type * as v from 'valibot';
import { DECLARED_AND_TOLD } from '../../src/settings/guide.ts';
import type { JsonType } from '../../src/settings/jsonType.ts';
import { POLICY_ONLY } from '../../src/settings/policyKeys.ts';

export type PolicyKeyInfo = {
  readonly key: string;
  readonly json: JsonType;
  readonly says: string;
  readonly fallback: unknown;
  /** The only texts that may stand there, where there are few. */
  readonly choices: readonly string[] | null;
};

export const KEYS: readonly PolicyKeyInfo[] = Object.entries({ ...DECLARED_AND_TOLD, ...POLICY_ONLY }).map(
  ([key, declared]) => ({
    key,
    json: declared.json,
    says: declared.says,
    fallback: declared.fallback,
    choices: 'schema' in declared ? choicesOf(declared.schema) : null,
  }),
);

/** public/managed_schema.json (developer.chrome.com/docs/extensions/reference/manifest/storage). */
export function managedSchema(): object {
  const properties = KEYS.map(({ key, json, says }) => [key, { description: says, ...json }]);
  return { type: 'object', properties: Object.fromEntries(properties) };
}

function choicesOf(schema: object): readonly string[] | null {
  const picklist = schema as Partial<v.PicklistSchema<readonly string[], undefined>>;
  return picklist.type === 'picklist' ? (picklist.options ?? null) : null;
}
