/** The organisations that an authorised login reaches, to choose from (E6). */
import type {
  AuthorisationView,
  LoginOrganization as LoginOrganizationRow,
  LoginOrganizations,
  Onboarding,
} from '../src/jobs/onboarding.ts';
import { Authorisation } from './authorisation.ts';
import { builder } from './builder.ts';
import { SyncType } from './enums.ts';

const LoginProduct = builder.enumType('LoginProduct', {
  description: 'The Zoho product that an organisation is of.',
  values: {
    BOOKS: { description: 'Zoho Books.' },
    INVOICE: { description: 'Zoho Invoice.' },
    FSM: { description: 'Zoho FSM.' },
  } as const,
});

const LoginOrganization = builder.objectRef<LoginOrganizationRow>('LoginOrganization').implement({
  description: 'An organisation that the user who agreed belongs to.',
  fields: (t) => ({
    organizationId: t.exposeString('organizationId', {
      nullable: true,
      description: "Zoho's id of it; null where FSM does not tell: it is shown in FSM under Setup.",
    }),
    name: t.exposeString('name', { nullable: true, description: 'Its name.' }),
    product: t.expose('product', { type: LoginProduct, description: 'The product it is of.' }),
    edition: t.exposeString('edition', {
      nullable: true,
      description: 'Plan of a Books organisation, edition of an FSM one.',
    }),
    active: t.exposeBoolean('active', {
      description: 'Whether it is active; only active ones can be joined.',
    }),
    currency: t.exposeString('currency', { nullable: true, description: 'Code of its base currency.' }),
    timeZone: t.exposeString('timeZone', { nullable: true, description: 'Its time zone, as Zoho names it.' }),
  }),
});

const UnansweredProduct = builder
  .objectRef<LoginOrganizations['unanswered'][number]>('UnansweredProduct')
  .implement({
    description: 'A product that gave no list of organisations.',
    fields: (t) => ({
      product: t.expose('product', { type: LoginProduct, description: 'The product.' }),
      message: t.exposeString('message', { description: 'Why; often that the user does not have it.' }),
    }),
  });

const NewInvoiceOrganization = builder
  .objectRef<ReturnType<Onboarding['newInvoiceOrganization']>>('NewInvoiceOrganization')
  .implement({
    description: 'Where a new Zoho Invoice organisation is made.',
    fields: (t) => ({
      url: t.exposeString('url', { description: 'Address of Zoho Invoice in the data centre of the login.' }),
      note: t.exposeString('note', { description: 'What to do there.' }),
      syncType: t.expose('syncType', { type: SyncType, description: 'The sync type it gets by default.' }),
    }),
  });

/** Both fields are of one question, asked once for each answer of the API. */
const asked = new WeakMap<AuthorisationView, Promise<LoginOrganizations>>();

function ask(view: AuthorisationView, onboarding: Onboarding): Promise<LoginOrganizations> {
  const known = asked.get(view) ?? onboarding.organizations(view.id);
  asked.set(view, known);
  return known;
}

builder.objectField(Authorisation, 'organizations', (t) =>
  t.field({
    type: [LoginOrganization],
    description: 'The organisations of the login, asked for now; empty while the state is not READY.',
    resolve: async (view, _args, { onboarding }) => [...(await ask(view, onboarding)).organizations],
  }),
);

builder.objectField(Authorisation, 'unanswered', (t) =>
  t.field({
    type: [UnansweredProduct],
    description: 'The products that gave no list, and why.',
    resolve: async (view, _args, { onboarding }) => [...(await ask(view, onboarding)).unanswered],
  }),
);

builder.objectField(Authorisation, 'newInvoiceOrganization', (t) =>
  t.field({
    type: NewInvoiceOrganization,
    description:
      'The default choice: a new Zoho Invoice organisation, made by a person in Zoho Invoice itself.',
    resolve: ({ dataCenter }, _args, { onboarding }) => onboarding.newInvoiceOrganization(dataCenter),
  }),
);
