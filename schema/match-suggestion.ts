/** Records that a preview would create on both sides although they may be the same customer. */
import type { Suggestion, SuggestionPage } from '../src/jobs/control.ts';
import { builder } from './builder.ts';
import { isSerial } from './ids.ts';
import { type Reason, UserFacingReason } from './reason.ts';
import { RecordRef } from './record-ref.ts';
import { SyncPreview } from './sync-preview.ts';

const PAGE_DEFAULT = 10;

const WORDS: Readonly<Record<Suggestion['reasons'][number], string>> = {
  SAME_NAME_BUT_FORM: 'Their names differ at most in case, punctuation or the legal form of the company.',
  NAME_ALIKE: 'Their names differ in a few letters.',
  SAME_EMAIL: 'They have the same e-mail address.',
  SAME_PHONE: 'They have the same phone number.',
  SAME_TAX_NUMBER: 'They have the same tax number.',
  SAME_WEBSITE: 'They have the same website.',
};

interface SuggestionRow extends Suggestion {
  readonly connectionId: string;
}

const MatchSuggestion = builder.objectRef<SuggestionRow>('MatchSuggestion').implement({
  description:
    'Two records that may be the same customer. They are never joined by themselves: `linkRecords` does it.',
  fields: (t) => ({
    fsm: t.field({
      type: RecordRef,
      description: 'The record in FSM.',
      resolve: ({ connectionId, fsmModule: module, fsmId: id }) => ({
        connectionId,
        side: 'FSM' as const,
        module,
        id,
        goneAt: null,
      }),
    }),
    books: t.field({
      type: RecordRef,
      description: 'The record in Books.',
      resolve: ({ connectionId, booksModule: module, booksId: id }) => ({
        connectionId,
        side: 'BOOKS' as const,
        module,
        id,
        goneAt: null,
      }),
    }),
    score: t.exposeFloat('score', { description: 'How likely it is, from 0 to 1.' }),
    reasons: t.stringList({
      description: 'What speaks for it, in words and without any value.',
      resolve: ({ reasons }) => reasons.map((reason) => WORDS[reason]),
    }),
  }),
});

interface PageRow {
  readonly connectionId: string;
  readonly page: SuggestionPage;
  readonly problem: Reason | null;
}

const MatchSuggestions = builder.objectRef<PageRow>('MatchSuggestions').implement({
  description: 'Suggestions for one page of the records of FSM that would be created in Books.',
  fields: (t) => ({
    nodes: t.field({
      type: [MatchSuggestion],
      description: 'The suggestions, the likeliest first.',
      resolve: ({ connectionId, page }) => page.suggestions.map((one) => ({ ...one, connectionId })),
    }),
    examined: t.int({
      description: 'For how many records of FSM counterparts were looked for.',
      resolve: ({ page }) => page.examined,
    }),
    endCursor: t.string({
      nullable: true,
      description: 'For `after`, to go on with the next page; null when there is none.',
      resolve: ({ page }) => (page.next === null ? null : String(page.next)),
    }),
    problem: t.field({
      type: UserFacingReason,
      nullable: true,
      description: 'Why there are none; null when they could be looked for.',
      resolve: ({ problem }) => problem,
    }),
  }),
});

const withoutSuggestions = (connectionId: string, { code, message }: Omit<Reason, 'field'>): PageRow => ({
  connectionId,
  page: { suggestions: [], examined: 0, next: null },
  problem: { code, message, field: null },
});

builder.prismaObjectField(SyncPreview, 'suggestions', (t) =>
  t.field({
    type: MatchSuggestions,
    description:
      'Near matches among the customers that would be created on both sides. Both services are read for it, a call for each record of the page and a few more. Role: OPERATOR.',
    args: {
      first: t.arg.int({
        required: false,
        description: `How many records of FSM to look at (default ${PAGE_DEFAULT}, at most 25).`,
      }),
      after: t.arg.string({ required: false, description: '`endCursor` of the page before.' }),
    },
    // It takes calls of the part of the day that is kept for people.
    authScopes: { operator: true },
    unauthorizedResolver: ({ connectionId }): PageRow =>
      withoutSuggestions(connectionId, {
        code: 'FORBIDDEN',
        message: 'This needs a token with the role OPERATOR.',
      }),
    resolve: async (run, { first, after }, { control }): Promise<PageRow> => {
      const answer = await control.suggestMatches({
        previewId: run.id,
        first: first ?? PAGE_DEFAULT,
        after: after != null && isSerial(after) ? BigInt(after) : null,
      });
      const { connectionId } = run;
      if (answer.ok) return { connectionId, page: answer.value, problem: null };
      return withoutSuggestions(connectionId, answer.refusal);
    },
  }),
);
