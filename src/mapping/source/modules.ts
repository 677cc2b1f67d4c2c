/** The files of a mapping set as syntax: what each declares, imports and exports. */
import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { type AnyNode, type Expression, type Program, parse } from 'acorn';
import { namesIn } from './syntax.ts';

/** Where an imported name comes from. */
export interface Imported {
  readonly from: string;
  /** `default`, `*` for the whole module, or the exported name. */
  readonly name: string;
}

export interface SourceModule {
  readonly url: string;
  readonly program: Program;
  /** What a name of the module's top level stands for. */
  readonly declared: ReadonlyMap<string, AnyNode>;
  readonly imported: ReadonlyMap<string, Imported>;
  /** By exported name: a name of this module, an expression, or a name of another module. */
  readonly exported: ReadonlyMap<string, { readonly local: string } | { readonly node: AnyNode } | Imported>;
  /** Modules whose every export is exported again. */
  readonly stars: readonly string[];
}

interface Draft {
  readonly declared: Map<string, AnyNode>;
  readonly imported: Map<string, Imported>;
  readonly exported: Map<string, { readonly local: string } | { readonly node: AnyNode } | Imported>;
  readonly stars: string[];
}

function nameOf(node: AnyNode): string {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'Literal' ? String(node.value) : '';
}

function declare(node: AnyNode, draft: Draft): readonly string[] {
  if (node.type === 'VariableDeclaration') {
    const names: string[] = [];
    for (const one of node.declarations) {
      for (const name of namesIn(one.id)) {
        draft.declared.set(name, node.kind === 'const' ? one : node);
        names.push(name);
      }
    }
    return names;
  }
  if ((node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') && node.id !== null) {
    draft.declared.set(node.id.name, node);
    return [node.id.name];
  }
  return [];
}

function read(statement: AnyNode, draft: Draft): void {
  switch (statement.type) {
    case 'ImportDeclaration':
      for (const one of statement.specifiers) {
        const name =
          one.type === 'ImportSpecifier'
            ? nameOf(one.imported)
            : one.type === 'ImportDefaultSpecifier'
              ? 'default'
              : '*';
        draft.imported.set(one.local.name, { from: String(statement.source.value), name });
      }
      return;
    case 'ExportNamedDeclaration':
      if (statement.declaration != null) {
        for (const local of declare(statement.declaration, draft)) draft.exported.set(local, { local });
      }
      for (const one of statement.specifiers) {
        const local = nameOf(one.local);
        const from = statement.source == null ? null : String(statement.source.value);
        draft.exported.set(nameOf(one.exported), from === null ? { local } : { from, name: local });
      }
      return;
    case 'ExportDefaultDeclaration':
      draft.exported.set('default', { node: statement.declaration });
      return;
    case 'ExportAllDeclaration': {
      const from = String(statement.source.value);
      if (statement.exported == null) draft.stars.push(from);
      else draft.exported.set(nameOf(statement.exported), { from, name: '*' });
      return;
    }
    default:
      declare(statement, draft);
  }
}

/** A JSON file is a module that exports its value. */
function sourceOf(url: string): string {
  const text = readFileSync(new URL(url), 'utf8');
  if (url.endsWith('.json')) return `export default (${text});`;
  return /\.m?ts$/.test(url) ? stripTypeScriptTypes(text) : text;
}

/** @throws when the file cannot be read, or is not JavaScript or plain TypeScript */
export function readModule(url: string): SourceModule {
  const program = parse(sourceOf(url), { ecmaVersion: 'latest', sourceType: 'module' });
  const draft: Draft = { declared: new Map(), imported: new Map(), exported: new Map(), stars: [] };
  for (const statement of program.body) read(statement, draft);
  return { url, program, ...draft };
}

/** Address of a file that a module imports; null for a package. */
export function fileOf(specifier: string, importer: string): string | null {
  if (!/^(?:\.{0,2}\/|file:)/.test(specifier)) return null;
  const url = new URL(specifier, importer);
  url.search = '';
  return url.href;
}

/** The object a call hands over first, when it is written out. */
export function objectArgument(node: AnyNode): Expression | null {
  if (node.type !== 'CallExpression') return null;
  const first = node.arguments[0];
  return first !== undefined && first.type === 'ObjectExpression' ? first : null;
}
