/**
 * What a tablet needs until Today is usable comes in a handful of files instead of seventy: on a slow processor each file
 * costs more than its content. What office pages use too lies apart, so that they do not load the tablet's part.
 */
import { join } from 'node:path';

interface Graph {
  getModuleInfo(id: string): { importedIds: readonly string[]; dynamicallyImportedIds: readonly string[] } | null;
}

// the bundler writes its ids with forward slashes on every system
const inSource = (file: string): string => join(import.meta.dirname, '../src', file).replaceAll('\\', '/');
const tabletRoots = [
  'app/shell/tablet-shell.tsx',
  'features/today/page.tsx',
  'offline/tablet-accounts.ts',
  'offline/database.ts',
  'offline/device-token.ts',
  'offline/new-id.ts',
  'offline/seal.ts',
  'offline/wipe.ts',
].map(inSource);
const start = inSource('main.tsx');
const office = inSource('app/office-routes.tsx');

const isOwn = (id: string): boolean => !id.startsWith('\0') && !id.includes('/node_modules/');

/** Everything some modules import at once. A package is not looked into: it has more than is used. */
const reachedFrom = (roots: readonly string[], graph: Graph): Set<string> => {
  const reached = new Set<string>();
  const waiting = [...roots];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    if (isOwn(id)) waiting.push(...(graph.getModuleInfo(id)?.importedIds ?? []));
  }
  return reached;
};

interface Reached {
  start: Set<string>;
  tablet: Set<string>;
  office: Set<string>;
}

let found: Reached | undefined;
const find = (graph: Graph): Reached => ({
  start: reachedFrom([start], graph),
  tablet: reachedFrom(tabletRoots, graph),
  office: reachedFrom(
    [inSource('app/shell/office-shell.tsx'), ...(graph.getModuleInfo(office)?.dynamicallyImportedIds ?? [])],
    graph,
  ),
});

export const startChunks = [
  {
    name: 'packages',
    tags: ['$initial' as const],
    test: (id: string): boolean => !isOwn(id),
    includeDependenciesRecursively: false,
  },
  { name: 'icons', priority: 1, test: /[\\/]@tabler[\\/]icons-react[\\/]/, includeDependenciesRecursively: false },
  {
    name: (id: string, graph: Graph): string | null => {
      if (!isOwn(id) || id === start) return null;
      found ??= find(graph);
      if (found.start.has(id)) return 'start';
      if (!found.tablet.has(id)) return null;
      return found.office.has(id) ? 'both' : 'tablet';
    },
    includeDependenciesRecursively: false,
  },
];
