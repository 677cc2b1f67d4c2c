/** Scalars beyond GraphQL's own. */
import { GraphQLError, Kind } from 'graphql';
import { builder } from './builder.ts';

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/i;
const DECIMAL = /^-?\d{1,30}(\.\d{1,30})?$/;

function parseDateTime(value: unknown): Date {
  if (typeof value === 'string' && RFC_3339.test(value)) {
    const date = new Date(value);
    if (!Number.isNaN(date.getTime())) return date;
  }
  throw new GraphQLError('DateTime must be an RFC 3339 text such as 2026-03-01T08:30:00Z.');
}

function parseDecimal(value: unknown): string {
  if (typeof value === 'string' && DECIMAL.test(value)) return value;
  throw new GraphQLError('Decimal must be a text of digits such as "1.005".');
}

builder.scalarType('DateTime', {
  description: 'A moment, RFC 3339, e.g. `2026-03-01T08:30:00.000Z`. Answers are in UTC.',
  serialize: (value) => value.toISOString(),
  parseValue: parseDateTime,
  parseLiteral: (node) => parseDateTime(node.kind === Kind.STRING ? node.value : null),
});

builder.scalarType('Decimal', {
  description: 'An exact decimal number, as text, e.g. `"1.005"`: never rounded by a floating-point number.',
  serialize: parseDecimal,
  parseValue: parseDecimal,
  parseLiteral: (node) => parseDecimal(node.kind === Kind.STRING ? node.value : null),
});

builder.scalarType('JSON', {
  description: "Any JSON value. Used only where the shape is Zoho's, not ours.",
  serialize: (value) => value,
});
