/** A provider's `inbound`: which of our numbers rings where. */
import { type InboundRoute, type InboundTarget, RINGS } from './provider.ts';
import { createFieldReader } from './readField.ts';
import { AGENT, DID, oneOf } from './values.ts';
import type { Place, YamlReader } from './yamlReader.ts';

const TARGETS = 'write one of `agent: name`, `group: [name, name]` and `all: yes`';

/** `place`: the map from number to route; without one there are no inbound calls. */
export function parseInbound(place: Place | undefined, yaml: YamlReader): readonly InboundRoute[] {
  const routes: InboundRoute[] = [];
  for (const [did, route] of place ? yaml.entries(place) : []) {
    if (DID.read(did) === null) yaml.report(route, DID.expects, did);
    const fields = yaml.fields(route, ['agent', 'group', 'all', 'ring']);
    const read = createFieldReader(yaml, route, fields);
    const agents = read.many('agent', AGENT, []);
    const group = read.many('group', AGENT, []);
    const target = targetOf({
      agents,
      group,
      all: fields.all !== undefined && read.one<boolean>('all', YES, false),
    });
    if (target) routes.push({ did, target, ring: read.one('ring', oneOf(RINGS), 'all') });
    else yaml.report(route, TARGETS, null);
    if (target?.kind === 'all' && fields.ring && read.one('ring', oneOf(RINGS), 'all') === 'inOrder')
      yaml.report(
        fields.ring,
        'there is no order among all agents: list them as a `group`, or write `ring: all`',
      );
  }
  return routes;
}

const YES = {
  read: (text: string) => /^(yes|true)$/i.test(text) || null,
  expects: 'write yes, or leave it out',
};

type Said = { readonly agents: readonly string[]; readonly group: readonly string[]; readonly all: boolean };

/** Null unless exactly one of the three was said. */
function targetOf({ agents, group, all }: Said): InboundTarget | null {
  const [agent] = agents;
  if ([agents, group].filter((list) => list.length > 0).length + Number(all) !== 1) return null;
  if (all) return { kind: 'all' };
  if (agent === undefined) return { kind: 'group', agents: group };
  return agents.length === 1 ? { kind: 'agent', agent } : null;
}
