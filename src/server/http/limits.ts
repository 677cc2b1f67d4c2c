/**
 * What one operation may ask for. Paging bounds every list; these bound how lists and fields are nested, so that no
 * operation costs much more than a page of a page.
 */
import {
  type ASTVisitor,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from '../../../schema/page-size.ts';

/** Lexical tokens in a document. */
export const TOKENS_MAX = 4_000;
/** Fields within fields. Introspection has its own limit in graphql-js. */
export const DEPTH_MAX = 16;
/** Fields of an operation with its fragments written out. */
export const FIELDS_MAX = 2_000;
/** Aliases in a document. */
export const ALIASES_MAX = 60;
/** Fields at the root of an operation: each mutation is one. */
export const ROOT_FIELDS_MAX = 20;
/** Rows an operation could answer, if every page were full. */
export const ROWS_MAX = 50_000;

const tooMuch = (what: string, limit: number): GraphQLError =>
  new GraphQLError(`The operation has too many ${what}: at most ${limit} are allowed.`, {
    extensions: { code: 'OPERATION_TOO_COMPLEX' },
  });

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

const fragmentsOf = (document: DocumentNode): Fragments =>
  new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment) => [fragment.name.value, fragment]),
  );

/** Fields of a selection, through fragments, each fragment once. */
function* fieldsOf(
  selections: SelectionSetNode,
  fragments: Fragments,
  seen: Set<string> = new Set(),
): Generator<FieldNode> {
  for (const selection of selections.selections) {
    if (selection.kind === Kind.FIELD) yield selection;
    else if (selection.kind === Kind.INLINE_FRAGMENT)
      yield* fieldsOf(selection.selectionSet, fragments, seen);
    else {
      const name = selection.name.value;
      const fragment = fragments.get(name);
      if (!fragment || seen.has(name)) continue;
      seen.add(name);
      yield* fieldsOf(fragment.selectionSet, fragments, seen);
    }
  }
}

/** Walks an operation with its fragments written out; the count of fields stops one that doubles at every level. */
function checkShape(
  selections: SelectionSetNode,
  fragments: Fragments,
  depth: number,
  walked: { fields: number },
): void {
  for (const field of fieldsOf(selections, fragments)) {
    walked.fields += 1;
    if (walked.fields > FIELDS_MAX) throw tooMuch('fields', FIELDS_MAX);
    if (depth > DEPTH_MAX) throw tooMuch('fields within fields', DEPTH_MAX);
    if (field.selectionSet && !field.name.value.startsWith('__')) {
      checkShape(field.selectionSet, fragments, depth + 1, walked);
    }
  }
}

/** Rejects documents that are too deep or too wide, before anything runs. */
export function shapeLimits(context: ValidationContext): ASTVisitor {
  let aliases = 0;
  return {
    Field(field) {
      if (field.alias) aliases += 1;
      if (aliases === ALIASES_MAX + 1) context.reportError(tooMuch('aliases', ALIASES_MAX));
    },
    OperationDefinition(operation) {
      const fragments = fragmentsOf(context.getDocument());
      try {
        const roots = [...fieldsOf(operation.selectionSet, fragments)];
        if (roots.length > ROOT_FIELDS_MAX) throw tooMuch('fields at its root', ROOT_FIELDS_MAX);
        checkShape(operation.selectionSet, fragments, 1, { fields: 0 });
      } catch (error) {
        if (!(error instanceof GraphQLError)) throw error;
        context.reportError(error);
      }
    },
  };
}

type Variables = Readonly<Record<string, unknown>>;

/** Rows that a field multiplies what lies below it with: the size of its page, or 1 for what is no page. */
function pageSizeOf(field: FieldNode, fragments: Fragments, variables: Variables): number {
  const isPage = [...fieldsOf(field.selectionSet ?? NOTHING, fragments)].some(({ name }) =>
    ['edges', 'nodes'].includes(name.value),
  );
  if (!isPage) return 1;
  for (const argument of field.arguments ?? []) {
    if (argument.name.value !== 'first' && argument.name.value !== 'last') continue;
    const { value } = argument;
    const size =
      value.kind === Kind.VARIABLE ? variables[value.name.value] : 'value' in value ? value.value : null;
    if (size === null || size === undefined) continue;
    return Math.min(Math.max(Number(size) || 0, 1), PAGE_SIZE_MAX);
  }
  return PAGE_SIZE_DEFAULT;
}

const NOTHING: SelectionSetNode = { kind: Kind.SELECTION_SET, selections: [] };

function rowsOf(selections: SelectionSetNode, fragments: Fragments, variables: Variables): number {
  let rows = 0;
  for (const field of fieldsOf(selections, fragments)) {
    if (!field.selectionSet) continue;
    const size = pageSizeOf(field, fragments, variables);
    rows += (size > 1 ? size : 0) + size * rowsOf(field.selectionSet, fragments, variables);
    if (rows > ROWS_MAX) return rows;
  }
  return rows;
}

/** Refuses an operation whose pages, if all were full, would have too many rows; null when it is fine. */
export function rowLimit(
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Variables,
): GraphQLError | null {
  const operations = document.definitions.filter(
    (definition): definition is OperationDefinitionNode => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const operation = operationName
    ? operations.find(({ name }) => name?.value === operationName)
    : operations[0];
  if (!operation) return null;
  const rows = rowsOf(operation.selectionSet, fragmentsOf(document), variables);
  return rows > ROWS_MAX ? tooMuch('rows in pages within pages', ROWS_MAX) : null;
}
