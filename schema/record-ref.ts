/** One end of a link: where a record is, and how to open it there. */
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { booksRecordUrl, fsmRecordUrl } from './record-url.ts';

export interface RecordRefRow {
  readonly connectionId: string;
  readonly side: 'FSM' | 'BOOKS';
  readonly module: string;
  readonly id: string;
  readonly goneAt: Date | null;
}

async function urlOf(ref: RecordRefRow, { loaders, sandboxUrl }: Context): Promise<string> {
  const connection = await loaders.connections.load(ref.connectionId);
  if (!connection) throw new Error(`connection ${ref.connectionId} of a record has gone`);
  const url = ref.side === 'FSM' ? fsmRecordUrl : booksRecordUrl;
  // A contact person has no page of its own: it is shown with its customer.
  const [id, module] = ref.id.includes('/')
    ? [ref.id.split('/', 1)[0] ?? '', 'contacts']
    : [ref.id, ref.module];
  return url(connection, module, id, sandboxUrl);
}

export const RecordRef = builder.objectRef<RecordRefRow>('RecordRef').implement({
  description: 'A record in one of the services. Its content is never kept here; `url` opens it there.',
  fields: (t) => ({
    module: t.exposeString('module', { description: "The service's own name of the module, e.g. `items`." }),
    id: t.string({
      description: "The service's own id of the record.",
      resolve: ({ id }) => id.split('/').at(-1) ?? id,
    }),
    parentId: t.string({
      nullable: true,
      description: 'Of a contact person, the id of its customer; null of everything else.',
      resolve: ({ id }) => (id.includes('/') ? (id.split('/', 1)[0] ?? null) : null),
    }),
    url: t.string({
      description: 'Opens the record in the web app of the service (the API path, for the sandbox).',
      resolve: (ref, _args, context) => urlOf(ref, context),
    }),
    goneAt: t.expose('goneAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the record was found deleted there; null while it exists.',
    }),
  }),
});
