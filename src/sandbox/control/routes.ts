/** The control plane, `/sandbox/…`: all JSON, none of it counted, limited or struck by faults. */
import type { z } from 'zod';
import type { Answer, SandboxRequest } from '../core/exchange.ts';
import type { Organization } from '../core/organization.ts';
import { Router } from '../core/router.ts';
import type { SandboxState } from '../server.ts';
import { controlFailure, invalidBody, unknownOrganization } from './answers.ts';
import { changeLimits, limitsOf } from './limits.ts';
import { changeField, changeOrganization, describeOrganization } from './organizations.ts';
import { resetState } from './reset.ts';
import { clockBody, faultBody, fieldBody, limitsBody, organizationBody, resetBody } from './schemas.ts';

interface ControlCall {
  state: SandboxState;
  request: SandboxRequest;
  params: Readonly<Record<string, string>>;
}

type ControlHandler = (call: ControlCall) => Answer;

/** A handler whose body was checked; an empty body counts as `{}`. */
function checked<S extends z.ZodType>(
  schema: S,
  handle: (call: ControlCall, body: z.output<S>) => Answer,
): ControlHandler {
  return (call) => {
    let body: unknown = {};
    try {
      if (call.request.body.trim() !== '') body = JSON.parse(call.request.body);
    } catch {
      return controlFailure(400, 'INVALID_BODY', 'the body is not JSON');
    }
    const parsed = schema.safeParse(body);
    return parsed.success ? handle(call, parsed.data) : invalidBody(parsed.error);
  };
}

function ok(body: object): Answer {
  return { status: 200, body };
}

/** Runs on the organisation that is named, or tells that there is none. */
function onOrganization(
  state: SandboxState,
  id: string,
  handle: (organization: Organization) => Answer,
): Answer {
  const organization = state.world.find(id);
  return organization === undefined ? unknownOrganization(id) : handle(organization);
}

function readStats({ state }: ControlCall): Answer {
  const entries = state.world.organizations.map((one) => [one.booksId, one.calls.report(one.limiters)]);
  return ok({ organizations: Object.fromEntries(entries) });
}

function clearStats({ state }: ControlCall): Answer {
  for (const organization of state.world.organizations) {
    organization.calls.clear();
    organization.limiters.books.clearPeaks();
    organization.limiters.fsm.clearPeaks();
  }
  return ok({});
}

function readLimits({ state, request }: ControlCall): Answer {
  const id = request.query.get('organizationId');
  if (id === null)
    return controlFailure(400, 'INVALID_QUERY', 'organizationId is required: a Books or FSM id');
  return onOrganization(state, id, (organization) => ok(limitsOf(organization)));
}

function readClock({ state }: ControlCall): Answer {
  return ok({ now: new Date(state.world.clock.nowMs()).toISOString() });
}

const setLimits = checked(limitsBody, ({ state }, body) => {
  const { organizationId } = body;
  if (organizationId === undefined) {
    for (const organization of state.world.organizations) changeLimits(organization, body);
    return ok({
      organizations: Object.fromEntries(state.world.organizations.map((one) => [one.booksId, limitsOf(one)])),
    });
  }
  return onOrganization(state, organizationId, (organization) => {
    changeLimits(organization, body);
    return ok({ organizations: { [organization.booksId]: limitsOf(organization) } });
  });
});

const addFault = checked(faultBody, ({ state }, body) => {
  const { organizationId } = body;
  if (organizationId !== undefined && state.world.find(organizationId) === undefined) {
    return unknownOrganization(organizationId);
  }
  return ok({ id: state.world.faults.add(body) });
});

const setClock = checked(clockBody, (call, { advanceMs, skewMs }) => {
  const { clock } = call.state.world;
  if (advanceMs !== undefined) clock.advance(advanceMs);
  if (skewMs !== undefined) clock.setSkew(skewMs);
  return readClock(call);
});

const router = new Router<ControlHandler>();
router.on(
  'POST',
  '/sandbox/reset',
  checked(resetBody, ({ state }, plan) => ok(resetState(state, plan))),
);
router.on('GET', '/sandbox/stats', readStats);
router.on('DELETE', '/sandbox/stats', clearStats);
router.on('POST', '/sandbox/faults', addFault);
router.on('DELETE', '/sandbox/faults', ({ state }) => {
  state.world.faults.clear();
  return ok({});
});
router.on('GET', '/sandbox/clock', readClock);
router.on('POST', '/sandbox/clock', setClock);
router.on('GET', '/sandbox/limits', readLimits);
router.on('POST', '/sandbox/limits', setLimits);
router.on('GET', '/sandbox/organizations', ({ state }) =>
  ok({ organizations: state.world.organizations.map(describeOrganization) }),
);
router.on('POST', '/sandbox/organizations/{id}/clients', ({ state, params }) =>
  onOrganization(state, params.id ?? '', (organization) => {
    const { clientId, clientSecret } = state.world.makeClient(organization);
    return ok({ clientId, clientSecret });
  }),
);
router.on(
  'PATCH',
  '/sandbox/organizations/{id}',
  checked(organizationBody, ({ state, params }, body) =>
    onOrganization(state, params.id ?? '', (organization) => {
      changeOrganization(organization, body, state.world.clock.nowMs());
      return ok(describeOrganization(organization));
    }),
  ),
);
router.on(
  'PATCH',
  '/sandbox/organizations/{id}/fields/{product}/{module}/{field}',
  checked(fieldBody, ({ state, params }, body) =>
    onOrganization(state, params.id ?? '', (organization) => {
      const { product = '', module = '', field = '' } = params;
      return changeField(organization, { product, module, field }, body);
    }),
  ),
);

/** Any path outside the services: the control plane, or a 404 that says what there is. */
export function answerControl(state: SandboxState, request: SandboxRequest): Answer {
  const match = router.match(request.method, request.path);
  if (match.kind === 'found') return match.handler({ state, request, params: match.params });
  if (match.kind === 'wrongMethod') {
    const message = `${request.path} takes ${match.methods.join(' and ')}, not ${request.method}`;
    return controlFailure(405, 'WRONG_METHOD', message);
  }
  const message =
    'the sandbox serves /oauth/v2, /books/v3, /invoice/v3, /fsm/v1 and its control plane under /sandbox';
  return controlFailure(404, 'UNKNOWN_PATH', message);
}
