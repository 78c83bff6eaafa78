import type { GraphEdge, GraphGroup, GraphNode, OrganizationGraph } from '../../../src/core/model/organizationGraph.ts';

/** Leads and what belongs to them, in short: all groups, all kinds of links. */
export const exampleGraph: OrganizationGraph = {
  nodes: [
    node('Leads', 'standard'),
    node('Accounts', 'standard', 'Companies'),
    node('Quotes', 'standard'),
    node('Campaigns', 'standard'),
    node('Homes', 'custom', 'Homes & <Gardens>'),
    node('Quoted_Items', 'subform'),
    node('Leads_X_Campaigns', 'linking'),
    { apiName: 'Users', label: 'People', group: 'users', isReadable: false, fieldCount: undefined },
  ],
  edges: [
    link('Leads', 'Accounts', 'Converted_Account', 'Billed_To'),
    link('Accounts', 'Accounts', 'Parent_Account'),
    link('Quotes', 'Accounts', 'Account_Name'),
    { ...link('Quotes', 'Quoted_Items', 'Quoted_Items'), kind: 'subform' },
    { ...link('Leads', 'Campaigns', 'Campaigns'), kind: 'manyToMany', via: 'Leads_X_Campaigns' },
    link('Leads_X_Campaigns', 'Leads', 'Lead'),
    link('Leads_X_Campaigns', 'Campaigns', 'Campaign'),
    { ...link('Leads', 'Users', 'Owner'), isSystem: true },
    { ...link('Homes', 'Users', 'Owner'), isSystem: true },
  ],
};

/** An organization of so many modules, the same each time: most have one to three lookups, many to the same few. */
export function largeGraph(moduleCount: number): OrganizationGraph {
  const random = dice(7);
  const names = Array.from({ length: moduleCount }, (_, index) => `Module_${index}`);
  const nodes = names.map((name, index) => node(name, index % 5 === 0 ? 'standard' : 'custom'));
  const edges = names.flatMap((name, index) =>
    Array.from({ length: index === 0 ? 0 : 1 + Math.floor(random() * 3) }, (_, number) => {
      const reach = random() < 0.6 ? 10 : moduleCount;
      return link(name, `Module_${Math.floor(random() * Math.min(reach, moduleCount))}`, `Lookup_${number}`);
    }),
  );
  return { nodes, edges };
}

function node(apiName: string, group: GraphGroup, label = apiName): GraphNode {
  return { apiName, label, group, isReadable: group !== 'linking', fieldCount: 12 };
}

function link(from: string, to: string, ...fields: readonly string[]): GraphEdge {
  return { kind: 'lookup', from, to, isSystem: false, fields: fields.map((apiName) => ({ apiName, label: apiName })) };
}

/** Numbers from 0 to 1 that look random and are the same in each run. */
function dice(seed: number): () => number {
  let at = seed;
  return () => (at = (at * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
}
