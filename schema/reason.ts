/** Why something is as it is: a code for programs, a sentence for people. */
import { builder } from './builder.ts';

export interface Reason {
  readonly code: string;
  readonly message: string;
  readonly field: string | null;
}

export const UserFacingReason = builder.objectRef<Reason>('UserFacingReason').implement({
  description: 'Why something failed, was skipped or was disabled. Never holds a field value.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Stable code of the reason, e.g. `QUOTA_EXHAUSTED`.' }),
    message: t.exposeString('message', { description: 'What happened and what to do, in a sentence.' }),
    field: t.exposeString('field', {
      description: 'The field concerned, if it is about one.',
      nullable: true,
    }),
  }),
});

/** A reason from the nullable columns it is stored in; null when there is none. */
export function reasonOf(
  code: string | null,
  message: string | null,
  field: string | null = null,
): Reason | null {
  return code === null ? null : { code, message: message ?? code, field };
}
