/** Paths to handlers: a tree of segments in which `{name}` stands for any one segment. */

interface RouteNode<H> {
  fixed: Map<string, RouteNode<H>>;
  any: { name: string; node: RouteNode<H> } | null;
  pattern: string | null;
  methods: Map<string, H>;
}

export type RouteMatch<H> =
  | {
      kind: 'found';
      pattern: string;
      handler: H;
      params: Readonly<Record<string, string>>;
      methods: readonly string[];
    }
  | { kind: 'wrongMethod'; pattern: string; methods: readonly string[] }
  | { kind: 'unknown'; pattern: string };

function emptyNode<H>(): RouteNode<H> {
  return { fixed: new Map(), any: null, pattern: null, methods: new Map() };
}

/** The pattern of a path no route knows: segments that look like ids become `{id}`, so that stats stay small. */
function guessPattern(path: string): string {
  return path
    .split('/')
    .map((segment) => (/\d{4,}/.test(segment) ? '{id}' : segment))
    .join('/');
}

export class Router<H> {
  readonly #root: RouteNode<H> = emptyNode();

  /** @param pattern such as `/books/v3/items/{id}` */
  on(method: string, pattern: string, handler: H): void {
    let node = this.#root;
    for (const segment of pattern.split('/').slice(1)) {
      node = segment.startsWith('{') ? anyChild(node, segment.slice(1, -1)) : fixedChild(node, segment);
    }
    node.pattern = pattern;
    node.methods.set(method, handler);
  }

  match(method: string, path: string): RouteMatch<H> {
    const params: Record<string, string> = {};
    let node: RouteNode<H> | undefined = this.#root;
    for (const segment of path.split('/').slice(1)) {
      const next: RouteNode<H> | undefined = node.fixed.get(segment);
      if (next === undefined && node.any !== null) {
        params[node.any.name] = segment;
        node = node.any.node;
      } else node = next;
      if (node === undefined) break;
    }
    if (node === undefined || node.pattern === null) return { kind: 'unknown', pattern: guessPattern(path) };
    const methods = [...node.methods.keys()];
    const handler = node.methods.get(method);
    if (handler === undefined) return { kind: 'wrongMethod', pattern: node.pattern, methods };
    return { kind: 'found', pattern: node.pattern, handler, params, methods };
  }
}

function fixedChild<H>(node: RouteNode<H>, segment: string): RouteNode<H> {
  const known = node.fixed.get(segment);
  if (known !== undefined) return known;
  const made = emptyNode<H>();
  node.fixed.set(segment, made);
  return made;
}

function anyChild<H>(node: RouteNode<H>, name: string): RouteNode<H> {
  node.any ??= { name, node: emptyNode() };
  return node.any.node;
}
