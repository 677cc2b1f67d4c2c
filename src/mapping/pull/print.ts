/** A catalog module as the text of a TypeScript file: formatted as the repository's formatter would, and the same each time. */
import type { FieldSpec, FieldSpecs, GroupSpec } from '../catalog/specs.ts';
import type { ServiceName } from '../plan.ts';

/** Width of a line, as in biome.json. */
const WIDTH = 110;

type Plain = string | number | boolean | readonly string[];

export interface PrintedModule {
  readonly service: ServiceName;
  readonly module: string;
  /** Name of the interface that errors show, as `Companies`. */
  readonly interfaceName: string;
  /** Name of the exported constant, as `companies`. */
  readonly constantName: string;
  readonly fields: FieldSpecs;
}

/** A string in the quotes that need fewer escapes, single ones where that does not matter. */
function quoted(text: string): string {
  const single = text.split("'").length <= text.split('"').length;
  const escaped = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replace(/[\u2028\u2029]/g, (separator) => `\\u${separator.charCodeAt(0).toString(16)}`);
  return single ? `'${escaped.replaceAll("'", "\\'")}'` : `"${escaped.replaceAll('"', '\\"')}"`;
}

const keyOf = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quoted(name));

function listOf(values: readonly string[], indent: string, room: number): string {
  const line = `[${values.map(quoted).join(', ')}]`;
  if (line.length <= room) return line;
  return `[\n${values.map((value) => `${indent}  ${quoted(value)},\n`).join('')}${indent}]`;
}

/** A value after its key; text that does not fit beside it goes on a line of its own. */
function plainOf(value: Plain, indent: string, room: number): string {
  if (typeof value === 'object') return listOf(value, indent, room);
  const text = typeof value === 'string' ? quoted(value) : String(value);
  return text.length <= room ? text : `\n${indent}  ${text}`;
}

/** In one order, so that a diff shows a changed trait and nothing else. */
const TRAITS = [
  'kind',
  'label',
  'mandatory',
  'readOnly',
  'formula',
  'createOnly',
  'pii',
  'ephi',
  'maxLength',
  'scale',
  'refersTo',
  'options',
  'editions',
] as const satisfies readonly (keyof FieldSpec)[];

function traitsOf(spec: FieldSpec): readonly (readonly [string, Plain])[] {
  return TRAITS.flatMap((trait) => {
    const value = spec[trait];
    return value === undefined || value === false ? [] : [[trait, value] as const];
  });
}

function fieldLine(name: string, spec: FieldSpec): string {
  const traits = traitsOf(spec);
  const inline = `  ${keyOf(name)}: { ${traits.map(([trait, value]) => `${trait}: ${plainOf(value, '', Number.POSITIVE_INFINITY)}`).join(', ')} },`;
  if (inline.length <= WIDTH) return inline;
  const lines = traits.map(([trait, value]) => {
    const room = WIDTH - `    ${trait}: ,`.length;
    return `    ${trait}: ${plainOf(value, '    ', room)},\n`.replace(': \n', ':\n');
  });
  return `  ${keyOf(name)}: {\n${lines.join('')}  },`;
}

const camel = (name: string): string =>
  name
    .replace(/_+([A-Za-z0-9])/g, (_all, letter: string) => letter.toUpperCase())
    .replace(/^[A-Z]/, (letter) => letter.toLowerCase());
const pascal = (name: string): string => camel(name).replace(/^[a-z]/, (letter) => letter.toUpperCase());

function groupBlock(name: string, group: GroupSpec, interfaceName: string): string {
  const constant = `${camel(name)}Fields`;
  const type = pascal(constant);
  const lines = Object.entries(group.fields).map(([member, spec]) => fieldLine(member, spec));
  return [
    `const ${constant} = {`,
    ...lines,
    '} as const satisfies FieldSpecs;',
    `type ${type} = typeof ${constant};`,
    `export interface ${interfaceName}${pascal(name)} extends ${type} {}`,
    '',
  ].join('\n');
}

function groupLine(name: string, group: GroupSpec, interfaceName: string): string {
  const fields = `${camel(name)}Fields as ${interfaceName}${pascal(name)}`;
  const inline = `  ${keyOf(name)}: { kind: 'group', label: ${quoted(group.label)}, fields: ${fields} },`;
  if (inline.length <= WIDTH) return inline;
  return `  ${keyOf(name)}: {\n    kind: 'group',\n    label: ${quoted(group.label)},\n    fields: ${fields},\n  },`;
}

/** The file of one module. */
export function printModule({ service, module, interfaceName, constantName, fields }: PrintedModule): string {
  const declare = service === 'fsm' ? 'fsmModule' : 'booksModule';
  const imports = service === 'fsm' ? 'type FieldSpecs, fsmModule' : 'booksModule, type FieldSpecs';
  const entries = Object.entries(fields);
  const groups = entries.flatMap(([name, spec]) =>
    spec.kind === 'group' ? [groupBlock(name, spec, interfaceName)] : [],
  );
  const lines = entries.map(([name, spec]) =>
    spec.kind === 'group' ? groupLine(name, spec, interfaceName) : fieldLine(name, spec),
  );
  return [
    `// Fields of the ${service === 'fsm' ? 'FSM' : 'Books'} module ${module}, from the organisation's metadata: npm run mappings -- pull. What`,
    '// metadata does not tell may be written here by hand: the next pull keeps it.',
    `import { ${imports} } from '#mapping';`,
    '',
    ...groups,
    'const fields = {',
    ...lines,
    '} as const satisfies FieldSpecs;',
    'type Fields = typeof fields;',
    `export interface ${interfaceName} extends Fields {}`,
    '',
    `export const ${constantName} = ${declare}(${quoted(module)}, fields as ${interfaceName});`,
    '',
  ].join('\n');
}
