/** docs/admin/settings.md: every key of a policy, as the declaration says it. */
import type { JsonType } from '../../src/settings/jsonType.ts';
import { KEYS, type PolicyKeyInfo } from './schema.ts';

export function settingsGuide(): string {
  return `# Every key of a policy

Made by \`node scripts/adminKit.ts\` from the declaration in \`src/settings\`. A key that is left out is the agent's own
choice, or the default. A key that is set is locked, with "Set by your organisation" beside it. A value that cannot be
read is left out, told on the policy page, and never loosens anything.

| key | type | default | what it says |
| --- | ---- | ------- | ------------ |
${KEYS.map(row).join('\n')}
`;
}

function row({ key, json, says, fallback, choices }: PolicyKeyInfo): string {
  const shown = fallback === null || fallback === '' ? '' : `\`${JSON.stringify(fallback)}\``;
  const type = choices ? choices.map((choice) => `\`${choice}\``).join(', ') : typeText(json);
  return `| \`${key}\` | ${type} | ${shown} | ${says.replaceAll('|', '\\|')} |`;
}

function typeText(json: JsonType): string {
  if (json.type === 'array') return `list of ${typeText(json.items)}s`;
  if (json.type !== 'object') return json.type === 'string' ? 'text' : json.type;
  return 'additionalProperties' in json ? 'map of texts' : 'map';
}
