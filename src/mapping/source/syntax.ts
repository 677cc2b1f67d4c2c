/**
 * Source code without what its author was free to choose: comments, formatting, quotes and the names of locals. Two
 * functions that differ in nothing else have one normal form.
 */
import type { AnyNode } from 'acorn';

/** Plain data; equal code gives equal data. */
export type Normal =
  | null
  | boolean
  | number
  | string
  | readonly Normal[]
  | { readonly [key: string]: Normal };

/** What a name stands for that the code itself does not declare. */
export type Free = (name: string) => Normal;

/** Positions, original spelling, and what follows from the rest. */
const IGNORED: ReadonlySet<string> = new Set([
  'type',
  'start',
  'end',
  'loc',
  'range',
  'raw',
  'shorthand',
  'sourceType',
]);

interface Scope {
  /** Numbered when they are first met, so that a name nobody uses counts for nothing. */
  readonly names: Map<string, number | null>;
  readonly parent: Scope | null;
  /** Shared by all scopes of one piece of code. */
  readonly counter: { next: number };
}

type Functionish = Extract<
  AnyNode,
  { type: 'FunctionDeclaration' | 'FunctionExpression' | 'ArrowFunctionExpression' }
>;

export function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** Members of a node that are nodes themselves. */
export function childrenOf(node: AnyNode): readonly AnyNode[] {
  return Object.entries(node).flatMap(([key, value]: readonly [string, unknown]) => {
    if (IGNORED.has(key)) return [];
    return (Array.isArray(value) ? value : [value]).filter(isNode);
  });
}

/** Names that a pattern binds: `{ a, b: [c] }` binds a and c. */
export function namesIn(pattern: AnyNode | null): readonly string[] {
  if (pattern === null) return [];
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((one) => namesIn(one.type === 'Property' ? one.value : one));
    case 'ArrayPattern':
      return pattern.elements.flatMap(namesIn);
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'RestElement':
      return namesIn(pattern.argument);
    default:
      return [];
  }
}

export function isFunction(node: AnyNode): node is Functionish {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression'
  );
}

/** Names declared by the statements of one block; `var` counts wherever it stands within the function. */
function declaredIn(nodes: readonly AnyNode[], deep: boolean): readonly string[] {
  return nodes.flatMap((node): readonly string[] => {
    if (node.type === 'VariableDeclaration' && (!deep || node.kind === 'var')) {
      return node.declarations.flatMap(({ id }) => namesIn(id));
    }
    if (!deep && (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration')) {
      return namesIn(node.id);
    }
    return deep && !isFunction(node) ? declaredIn(childrenOf(node), true) : [];
  });
}

function inner(parent: Scope, names: readonly string[]): Scope {
  return { names: new Map(names.map((name) => [name, null])), parent, counter: parent.counter };
}

function nameOf(name: string, scope: Scope, free: Free): Normal {
  for (let at: Scope | null = scope; at !== null; at = at.parent) {
    const local = at.names.get(name);
    if (local === undefined) continue;
    if (local !== null) return { local };
    const number = at.counter.next;
    at.names.set(name, number);
    at.counter.next += 1;
    return { local: number };
  }
  return free(name);
}

function functionOf(node: Functionish, outer: Scope, free: Free): Normal {
  const own = node.type === 'FunctionExpression' ? namesIn(node.id ?? null) : [];
  const body: AnyNode = node.body;
  const scope = inner(outer, [...own, ...node.params.flatMap(namesIn), ...declaredIn([body], true)]);
  const only = body.type === 'BlockStatement' && body.body.length === 1 ? body.body[0] : undefined;
  // `x => { return y; }` and `x => y` are one.
  const result = only?.type === 'ReturnStatement' && only.argument != null ? only.argument : body;
  return {
    is: node.type === 'ArrowFunctionExpression' ? 'arrow' : 'function',
    async: node.async,
    generator: node.generator,
    params: node.params.map((param) => visit(param, scope, free)),
    body: visit(result, scope, free),
  };
}

/** Scopes that a node opens besides functions. */
function scopeFor(node: AnyNode, scope: Scope): Scope {
  switch (node.type) {
    case 'BlockStatement':
    case 'StaticBlock':
    case 'Program':
      return inner(scope, declaredIn(node.body, false));
    case 'SwitchStatement':
      return inner(
        scope,
        declaredIn(
          node.cases.flatMap(({ consequent }) => consequent),
          false,
        ),
      );
    case 'ForStatement':
      return inner(scope, node.init == null ? [] : declaredIn([node.init], false));
    case 'ForInStatement':
    case 'ForOfStatement':
      return inner(scope, declaredIn([node.left], false));
    case 'CatchClause':
      return inner(scope, namesIn(node.param ?? null));
    case 'ClassExpression':
      return inner(scope, namesIn(node.id ?? null));
    default:
      return scope;
  }
}

function literal(node: Extract<AnyNode, { type: 'Literal' }>): Normal {
  if (node.regex != null) return { regex: `/${node.regex.pattern}/${node.regex.flags}` };
  if (node.bigint != null) return { bigint: node.bigint };
  const { value } = node;
  return { literal: typeof value === 'object' || value === undefined ? null : (value as Normal) };
}

/** A name that is no variable: a member after a dot, a key of an object. */
function keyOf(key: AnyNode, computed: boolean, scope: Scope, free: Free): Normal {
  if (computed) return visit(key, scope, free);
  return key.type === 'Identifier' ? { literal: key.name } : visit(key, scope, free);
}

function visit(node: AnyNode, outer: Scope, free: Free): Normal {
  if (isFunction(node)) return functionOf(node, outer, free);
  const scope = scopeFor(node, outer);
  switch (node.type) {
    case 'Identifier':
      return nameOf(node.name, scope, free);
    case 'Literal':
      return literal(node);
    case 'TemplateElement':
      return { literal: node.value.cooked ?? node.value.raw };
    case 'TemplateLiteral':
      if (node.expressions.length === 0) return { literal: node.quasis[0]?.value.cooked ?? '' };
      break;
    case 'MemberExpression':
      return {
        is: 'member',
        of: visit(node.object, scope, free),
        key: keyOf(node.property, node.computed, scope, free),
        optional: node.optional,
      };
    case 'Property':
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return {
        is: node.type,
        kind: node.type === 'PropertyDefinition' ? '' : node.kind,
        key: keyOf(node.key, node.computed, scope, free),
        value: node.value == null ? null : visit(node.value, scope, free),
      };
    case 'ExpressionStatement':
      return visit(node.expression, scope, free);
  }
  const members: Record<string, Normal> = { is: node.type };
  for (const [key, value] of Object.entries(node) as readonly (readonly [string, unknown])[]) {
    if (!IGNORED.has(key)) members[key] = memberOf(value, scope, free);
  }
  return members;
}

function memberOf(value: unknown, scope: Scope, free: Free): Normal {
  if (Array.isArray(value)) return value.map((one: unknown) => memberOf(one, scope, free));
  if (isNode(value)) return visit(value, scope, free);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return null;
}

/** The normal form of a piece of code. `free` says what a name stands for that the code does not declare. */
export function normalForm(node: AnyNode, free: Free): Normal {
  return visit(node, { names: new Map(), parent: null, counter: { next: 0 } }, free);
}
