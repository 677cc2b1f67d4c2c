/**
 * The source of users' own transforms, with everything of the mapping set that it uses: helpers and constants, in the
 * same file or another, under whatever names. It goes into the fingerprint, so that a change in meaning is seen even
 * where nobody raised a version.
 */
import type { AnyNode } from 'acorn';
import { digest } from '../fingerprint-data.ts';
import { fileOf, objectArgument, readModule, type SourceModule } from './modules.ts';
import { childrenOf, isFunction, type Normal, normalForm } from './syntax.ts';

/** Bounds the walk through what a set imports. */
const MODULES_MAX = 500;

interface Place {
  readonly module: SourceModule;
  readonly name: string;
}

/** Collects, in the order of use, what a piece of code stands on. */
class Closure {
  readonly #graph: SourceGraph;
  readonly #indexes = new Map<string, number>();
  readonly #queue: Place[] = [];

  constructor(graph: SourceGraph) {
    this.#graph = graph;
  }

  of(module: SourceModule, node: AnyNode): Normal {
    const parts: Normal[] = [normalForm(node, (name) => this.#free(module, name))];
    // Naming a part may add further ones.
    for (let place = this.#queue.shift(); place !== undefined; place = this.#queue.shift()) {
      parts.push(this.#part(place));
    }
    return parts;
  }

  #free(module: SourceModule, name: string): Normal {
    if (module.declared.has(name)) return this.#use({ module, name });
    const imported = module.imported.get(name);
    return imported === undefined ? { global: name } : this.#imported(module, imported.from, imported.name);
  }

  #imported(importer: SourceModule, from: string, name: string): Normal {
    const found = this.#graph.exportOf(importer, from, name);
    if (found === null) return { from, name };
    if ('node' in found) return normalForm(found.node, (free) => this.#free(found.module, free));
    return this.#free(found.module, found.name);
  }

  #use(place: Place): Normal {
    const key = `${place.module.url}\n${place.name}`;
    const known = this.#indexes.get(key);
    if (known !== undefined) return { part: known };
    const index = this.#indexes.size;
    this.#indexes.set(key, index);
    this.#queue.push(place);
    return { part: index };
  }

  #part({ module, name }: Place): Normal {
    const node = module.declared.get(name);
    if (node === undefined) return null;
    const free = (other: string): Normal => (other === name ? { itself: true } : this.#free(module, other));
    // What may be assigned to again is as its whole module leaves it.
    if (node.type === 'VariableDeclaration') return { name, all: normalForm(module.program, free) };
    if (node.type !== 'VariableDeclarator') return normalForm(node, free);
    const value = node.init == null ? null : normalForm(node.init, free);
    return node.id.type === 'Identifier'
      ? value
      : { name, pattern: normalForm(node.id, (one) => one), value };
  }
}

type Export =
  | { readonly module: SourceModule; readonly name: string }
  | { readonly module: SourceModule; readonly node: AnyNode };

/** The files a set consists of, read when they are first asked for. */
class SourceGraph {
  readonly #modules = new Map<string, SourceModule | null>();

  read(url: string): SourceModule | null {
    const known = this.#modules.get(url);
    if (known !== undefined) return known;
    const module = this.#modules.size < MODULES_MAX ? attempt(() => readModule(url)) : null;
    this.#modules.set(url, module);
    return module;
  }

  /** What an exported name stands for; null when it is a package's, or cannot be found. */
  exportOf(importer: SourceModule, from: string, name: string, depth = 0): Export | null {
    const url = fileOf(from, importer.url);
    const module = url === null || depth > MODULES_MAX ? null : this.read(url);
    if (module === null) return null;
    if (name === '*') return { module, node: module.program };
    const found = module.exported.get(name);
    if (found !== undefined) {
      if ('from' in found) return this.exportOf(module, found.from, found.name, depth + 1);
      if ('node' in found) return { module, node: found.node };
      const passed = module.imported.get(found.local);
      if (passed !== undefined) return this.exportOf(module, passed.from, passed.name, depth + 1);
      return { module, name: found.local };
    }
    for (const star of module.stars) {
      const through = this.exportOf(module, star, name, depth + 1);
      if (through !== null) return through;
    }
    return null;
  }

  /** All modules reachable by file from the given ones, in a stable order. */
  reachable(entries: readonly string[]): readonly SourceModule[] {
    const found = new Map<string, SourceModule>();
    const waiting = [...entries];
    for (let url = waiting.shift(); url !== undefined; url = waiting.shift()) {
      const module = found.has(url) ? null : this.read(url);
      if (module === null) continue;
      found.set(url, module);
      const again = [...module.exported.values()].flatMap((one) => ('from' in one ? [one.from] : []));
      const from = [...[...module.imported.values()].map((one) => one.from), ...again, ...module.stars];
      waiting.push(...from.flatMap((one) => fileOf(one, module.url) ?? []));
    }
    return [...found.values()];
  }
}

function attempt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** The id written in a definition; null when it is computed. */
function literalId(definition: AnyNode): string | null {
  if (definition.type !== 'ObjectExpression') return null;
  for (const one of definition.properties) {
    if (one.type !== 'Property' || one.computed || one.key.type !== 'Identifier' || one.key.name !== 'id')
      continue;
    return one.value.type === 'Literal' && typeof one.value.value === 'string' ? one.value.value : null;
  }
  return null;
}

/** Definitions at a module's top level: within a function they may stand on what it was called with. */
function definitionsIn(node: AnyNode, callee: ReadonlySet<string>): readonly AnyNode[] {
  if (isFunction(node)) return [];
  const argument = objectArgument(node);
  const calls =
    node.type === 'CallExpression' && node.callee.type === 'Identifier' && callee.has(node.callee.name);
  const own = calls && argument !== null ? [argument] : [];
  return [...own, ...childrenOf(node).flatMap((child) => definitionsIn(child, callee))];
}

/** Says which code a transform of one's own is made of: 16 hexadecimal digits; null when it is not in the files. */
export type SourceOf = (id: string) => string | null;

/**
 * Reads the files of a set when the first transform is asked for.
 * @param entries - addresses of the files that a set begins with
 */
export function sourcesOf(entries: readonly string[]): SourceOf {
  let known: ReadonlyMap<string, string> | null = null;
  let everything: string | null = null;
  const load = (): ReadonlyMap<string, string> => {
    const graph = new SourceGraph();
    const modules = graph.reachable(entries);
    const found = new Map<string, string[]>();
    for (const module of modules) {
      const names = [...module.imported].filter(([, { name }]) => name === 'defineTransform');
      if (names.length === 0) continue;
      for (const definition of definitionsIn(module.program, new Set(names.map(([local]) => local)))) {
        const id = literalId(definition);
        if (id === null) continue;
        found.set(id, [...(found.get(id) ?? []), digest(new Closure(graph).of(module, definition))]);
      }
    }
    // What a function makes stands on what it was called with: such a transform stands on every file of the set.
    everything = digest(modules.map(({ program }) => digest(normalForm(program, (name) => name))).sort());
    return new Map([...found].map(([id, digests]) => [id, digest(digests.toSorted())]));
  };
  return (id) => {
    known ??= load();
    return known.get(id) ?? everything;
  };
}
